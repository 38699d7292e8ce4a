"""Charts read twice: by us and by a Helm whose word is made up here; places stay ours, and nothing secret is said."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from helm_here import WHY_NOT, helm
from opsworthy.facts.detect import detect
from opsworthy.facts.fact import Fact
from opsworthy.facts.infrastructure import ChartDeclared, ChartRendered
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.said import Facts
from opsworthy.facts.workloads import ConfigDeclared, NetworkService, Workload
from opsworthy.repository.helm import Helm
from opsworthy.repository.installed import Program
from opsworthy.repository.memory import MemoryTree
from opsworthy.repository.templating import Answer, Asked
from opsworthy.text.location import Location

CHART = {"Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n", "values.yaml": "image: shop/api\nreplicas: 2\ntag: v1\n"}
DEPLOYMENT = """apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: {{ .Values.replicas }}
  template:
    spec:
      containers:
        - name: api
          image: "{{ .Values.image }}:{{ conjure .Values.tag }}"
          ports:
            - containerPort: 8080
"""
PRINTED = """---
# Source: shop/templates/api.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: api
          image: "shop/api:v1"
          ports:
            - containerPort: 8080
"""


class MadeUp:
    """Says what it is told to say, and remembers what it was asked."""

    def __init__(self, *answers: str | Answer) -> None:
        self.answers = [Answer(each) if isinstance(each, str) else each for each in answers]
        self.asked: list[Asked] = []

    def version(self) -> str:
        return "v3.99.0"

    def begin(self, asked: Asked) -> Callable[[], Answer]:
        self.asked.append(asked)
        given = self.answers[min(len(self.asked), len(self.answers)) - 1]
        return lambda: given


def read(files: dict[str, str], *answers: str | Answer) -> tuple[Facts, MadeUp]:
    found = MadeUp(*answers)
    return detect(MemoryTree({**CHART, **files}), found), found


def of(facts: Facts, kind: type[Fact]) -> list[Fact]:
    return [each for each in facts.facts if isinstance(each, kind)]


def rendered(facts: Facts) -> ChartRendered | None:
    (chart,) = (each for each in facts.facts if isinstance(each, ChartDeclared) and each.path == ".")
    return chart.rendered


def test_what_we_cannot_evaluate_is_told_by_helm_at_our_line() -> None:
    alone = detect(MemoryTree({**CHART, "templates/api.yaml": DEPLOYMENT}))
    assert [each.location.line for each in alone.problems] == [11]
    facts, asked = read({"templates/api.yaml": DEPLOYMENT}, PRINTED)
    assert not facts.problems
    (workload,) = of(facts, Workload)
    assert isinstance(workload, Workload)
    image = workload.containers[0].image
    assert image is not None
    assert image.value == "shop/api:v1"
    assert image.location.path in ("templates/api.yaml", "values.yaml")
    assert rendered(facts) == ChartRendered("Helm v3.99.0", ("Deployment api",))
    assert dict(asked.asked[0].chart.texts)["templates/api.yaml"] == DEPLOYMENT


def test_where_both_agree_nothing_changes() -> None:
    template = DEPLOYMENT.replace("conjure ", "")
    alone = detect(MemoryTree({**CHART, "templates/api.yaml": template}))
    facts, _ = read({"templates/api.yaml": template}, PRINTED)
    assert rendered(facts) == ChartRendered("Helm v3.99.0")
    assert of(facts, Workload) == of(alone, Workload)
    assert facts.problems == alone.problems


def test_without_helm_nothing_is_said_of_it() -> None:
    assert rendered(detect(MemoryTree({**CHART, "templates/api.yaml": DEPLOYMENT}))) is None


def test_what_helm_does_not_print_is_not_there() -> None:
    facts, _ = read({"templates/api.yaml": DEPLOYMENT}, "")
    assert not of(facts, Workload)
    assert rendered(facts) == ChartRendered("Helm v3.99.0", ("Deployment api",))


def test_what_only_helm_prints_stands_where_its_template_begins_it() -> None:
    template = "# a list of parts\n{{ conjure `all` }}\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: {{ conjure `name` }}\nspec:\n  ports:\n    - port: 80\n"
    broken = "{{ if }}\n" + template
    printed = "---\n# Source: shop/templates/s.yaml\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - port: 80\n"
    facts, _ = read({"templates/s.yaml": broken}, printed)
    (service,) = of(facts, NetworkService)
    assert isinstance(service, NetworkService)
    assert service.location == Location("templates/s.yaml", 6)
    assert service.ports[0].location == Location("templates/s.yaml", 11)
    assert not facts.problems


def test_what_is_made_anew_at_each_release_stays_unknown() -> None:
    template = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: keys-{{ randAlpha 3 | lower }}\nstringData:\n  password: {{ randAlphaNum 20 }}\n"
    printed = "---\n# Source: shop/templates/k.yaml\napiVersion: v1\nkind: Secret\nmetadata:\n  name: keys-xyz\nstringData:\n  password: Zq8vK2mW9xT4nB7cR1pL\n"
    facts, _ = read({"templates/k.yaml": template}, printed)
    alone = detect(MemoryTree({**CHART, "templates/k.yaml": template}))
    assert of(facts, SecretDeclared) == of(alone, SecretDeclared)
    assert "Zq8vK2mW9xT4nB7cR1pL" not in repr(facts)
    assert rendered(facts) == ChartRendered("Helm v3.99.0")


def test_values_of_a_secret_that_only_helm_prints_are_not_taken() -> None:
    template = "{{ conjure `a secret` }}\n"
    printed = "---\n# Source: shop/templates/k.yaml\napiVersion: v1\nkind: Secret\nmetadata:\n  name: keys\nstringData:\n  password: Zq8vK2mW9xT4nB7cR1pL\n"
    facts, _ = read({"templates/k.yaml": template}, printed)
    (secret,) = of(facts, SecretDeclared)
    assert isinstance(secret, SecretDeclared)
    assert (secret.name, secret.key, secret.in_clear) == ("keys", "password", False)
    assert "Zq8vK2mW9xT4nB7cR1pL" not in repr(facts)


def test_a_refusal_names_its_line_and_no_value() -> None:
    words = "execution error at (shop/templates/api.yaml:11:30): tag v1-internal-build-20 with hunter2 is wrong\x1b[31m\n\nUse --debug flag to render out invalid YAML\n"
    values = {"values.yaml": "image: a\nreplicas: 1\ntag: v1-internal-build-20\npassword: hunter2\n"}
    facts, _ = read({"templates/api.yaml": DEPLOYMENT.replace("conjure ", ""), **values}, Answer(None, words))
    (problem,) = facts.problems
    assert problem.location == Location("templates/api.yaml", 11)
    assert (
        problem.message
        == "Helm does not render this chart: execution error at (shop/templates/api.yaml:11:30): tag … with … is wrong [31m"
    )
    assert len(of(facts, Workload)) == 1
    found = rendered(facts)
    assert found is not None
    assert "hunter2" not in repr(found)


def test_a_refusal_of_the_chart_as_a_whole_is_no_problem_of_a_file() -> None:
    facts, _ = read({"templates/api.yaml": PRINTED}, Answer(None, "chart requires kubeVersion: >=9.0\n"))
    assert not facts.problems
    assert rendered(facts) == ChartRendered("Helm v3.99.0", (), ("chart requires kubeVersion: >=9.0",))


def test_trouble_leaves_our_reading_as_it_is() -> None:
    alone = detect(MemoryTree({**CHART, "templates/api.yaml": DEPLOYMENT}))
    facts, _ = read({"templates/api.yaml": DEPLOYMENT}, Answer(None, trouble="it did not answer in time"))
    assert facts.problems == alone.problems
    assert of(facts, Workload) == of(alone, Workload)
    assert rendered(facts) == ChartRendered("Helm v3.99.0", (), ("it did not answer in time",))


NEEDS = "dependencies:\n  - {name: redis, version: 1.x.x, repository: https://charts.example.org, condition: redis.enabled}\n"


def test_a_chart_that_is_not_here_is_not_asked_for() -> None:
    facts, asked = read({"Chart.yaml": CHART["Chart.yaml"] + NEEDS, "templates/api.yaml": PRINTED}, PRINTED)
    assert not asked.asked
    assert rendered(facts) == ChartRendered("Helm v3.99.0", (), ("the chart redis, which shop takes in, is not here",))


def test_a_chart_that_is_not_here_and_not_wanted_is_left_out() -> None:
    files = {"Chart.yaml": CHART["Chart.yaml"] + NEEDS, "values.yaml": "redis: {enabled: false}\n", "templates/api.yaml": PRINTED}
    facts, asked = read(files, PRINTED)
    assert rendered(facts) == ChartRendered("Helm v3.99.0")
    assert '"dependencies": []' in dict(asked.asked[0].chart.texts)["Chart.yaml"]


def test_a_chart_beside_it_is_brought_along() -> None:
    files = {
        "shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies: [{name: part, version: 1.x.x, repository: file://../part}]\n",
        "part/Chart.yaml": "apiVersion: v2\nname: part\nversion: 1.0.0\n",
        "part/templates/a.yaml": "a: b\n",
    }
    found = MadeUp("")
    detect(MemoryTree(files), found)
    (asked,) = found.asked
    assert dict(asked.chart.texts)["charts/part/templates/a.yaml"] == "a: b\n"


def test_each_environment_is_asked_for_with_its_own_values() -> None:
    files = {"values-prod.yaml": "replicas: 3\ntag: null\nname: 'é 😀'\n", "values-staging.yaml": "replicas: 1\n"}
    _, asked = read({"templates/api.yaml": DEPLOYMENT, **files}, PRINTED)
    assert [each.values for each in asked.asked] == [
        ('{"replicas": 3, "tag": null, "name": "\\u00e9 😀"}',),
        ('{"replicas": 1}',),
    ]


def test_a_null_takes_away_what_the_chart_says() -> None:
    template = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  tag: {{ .Values.tag | default `none` }}\n"
    (config,) = of(detect(MemoryTree({**CHART, "templates/c.yaml": template, "values-prod.yaml": "tag: null\n"})), ConfigDeclared)
    assert isinstance(config, ConfigDeclared)
    assert dict(config.keys)["tag"].value == "none"


@drawn(st.text("---\n# Source: shop/templates/api.yaml\nkind: Deployment\nname: a&*x[]{}|>'\"", max_size=200))
def test_any_word_of_helm_is_borne(text: str) -> None:
    read({"templates/api.yaml": DEPLOYMENT}, f"---\n# Source: shop/templates/api.yaml\n{text}")
    read({"templates/api.yaml": DEPLOYMENT}, Answer(None, text))


def test_a_bomb_that_helm_prints_is_borne() -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))]
    printed = "---\n# Source: shop/templates/b.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n" + "\n".join(lines)
    read({"templates/api.yaml": DEPLOYMENT}, printed)
    read({"templates/b.yaml": printed}, printed + "\nb: c")


@pytest.mark.skipif(helm() is None, reason=WHY_NOT)
@pytest.mark.parametrize(
    "case", sorted((Path(__file__).parents[1] / "detectors" / "helm").glob("*/repo")), ids=lambda path: path.parent.name
)
def test_helm_agrees_with_every_case(case: Path) -> None:
    files = {path.relative_to(case).as_posix(): path.read_text("utf-8") for path in sorted(case.rglob("*")) if path.is_file()}
    with Helm(Program(str(helm()), "")) as found:
        facts = detect(MemoryTree(files, case.name), found)
    told = [each.rendered for each in facts.facts if isinstance(each, ChartDeclared) and each.rendered is not None]
    assert not [each.taken for each in told if each.taken]
