"""What Helm hands to every template: `.Values`, `.Chart`, `.Release`, `.Capabilities`, `.Files`, `.Template`, `.Subcharts`."""

from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from glob import escape

from opsworthy.facts.files import Files
from opsworthy.facts.go_templates.functions.calling import at, text
from opsworthy.facts.go_templates.functions.writing import to_yaml
from opsworthy.facts.go_templates.values import NOTHING, Native, Value, of_node
from opsworthy.facts.helm.charts import Chart
from opsworthy.facts.helm.scoping import Scope
from opsworthy.text.dataclass import dataclass

NAMESPACE = "release-namespace"
"""What stands for the namespace that a release is installed into, where nobody says which."""
KUBERNETES = (1, 31, 0)
_APIS = frozenset({
    "admissionregistration.k8s.io/v1", "apiextensions.k8s.io/v1", "apps/v1", "autoscaling/v1", "autoscaling/v2", "batch/v1",
    "certificates.k8s.io/v1", "coordination.k8s.io/v1", "discovery.k8s.io/v1", "events.k8s.io/v1", "networking.k8s.io/v1",
    "node.k8s.io/v1", "policy/v1", "rbac.authorization.k8s.io/v1", "scheduling.k8s.io/v1", "storage.k8s.io/v1", "v1",
    "networking.k8s.io/v1/Ingress", "policy/v1/PodDisruptionBudget", "batch/v1/CronJob", "apps/v1/Deployment",
    "autoscaling/v2/HorizontalPodAutoscaler",
})  # fmt: skip
_MOST_FILES = 500
_SPELLED = {"apiVersion": "APIVersion", "appVersion": "AppVersion", "kubeVersion": "KubeVersion"}


@dataclass(frozen=True, slots=True)
class Setting:
    """How a release is installed; its name is the chart's own where nobody gives it another."""

    name: str
    namespace: str | None = None


def top_level(files: Files, scope: Scope, setting: Setting) -> dict[str, Value]:
    """The dot of a chart's templates, but for `.Template`."""
    release = {"Name": setting.name, "Namespace": setting.namespace or NAMESPACE, "Service": "Helm"}
    inner = {each.name: Value(top_level(files, each, setting)) for each in scope.inner}
    return {
        "Capabilities": _CAPABILITIES,
        "Chart": _about(scope),
        "Files": Value(Native(_file_methods(files, scope.chart), {})),
        "Release": Value(
            {key: Value(each) for key, each in release.items()}
            | {"IsInstall": Value(True), "IsUpgrade": Value(False), "Revision": Value(1)}
        ),
        "Subcharts": Value(dict(inner)),
        "Values": scope.values,
    }


def _about(scope: Scope) -> Value:
    """`.Chart`: the keys of Chart.yaml with a capital; what it is called is what its parent calls it."""
    node = scope.chart.node
    found = {_SPELLED.get(each.key, each.key[:1].upper() + each.key[1:]): of_node(each.value) for each in node.entries}
    if scope.name != scope.chart.name:
        found["Name"] = Value(scope.name)
    return Value({**found, "IsRoot": Value(True)})


def template_name(scope: Scope, path: str) -> str:
    """What Helm calls a template file, such as `shop/charts/redis/templates/service.yaml`."""
    return f"{scope.path}/{path[len(scope.chart.folder) :].lstrip('/')}"


def about_template(scope: Scope, path: str) -> Value:
    return Value({"Name": Value(template_name(scope, path)), "BasePath": Value(f"{scope.path}/templates")})


def _capabilities() -> Value:
    major, minor, _ = KUBERNETES
    full = "v" + ".".join(str(number) for number in KUBERNETES)
    version = {"Version": full, "GitVersion": full, "Major": str(major), "Minor": str(minor)}
    has: Callable[[list[Value]], Value] = lambda arguments: Value(text(at(arguments, 0)) in _APIS)  # noqa: E731
    return Value(
        {
            "KubeVersion": Value({key: Value(each) for key, each in version.items()}),
            "APIVersions": Value(Native({"Has": has}, {})),
            "HelmVersion": Value({"Version": Value("v3.16.4")}),
        }
    )


_CAPABILITIES = _capabilities()


def _file_methods(files: Files, chart: Chart) -> dict[str, Callable[[list[Value]], Value]]:
    def get(arguments: list[Value]) -> Value:
        source = files.open(chart.reach(text(at(arguments, 0)).removeprefix("./")))
        return Value(source.text if source is not None else "")

    def lines(arguments: list[Value]) -> Value:
        written = get(arguments).data
        return Value([Value(line) for line in written.split("\n")] if isinstance(written, str) and written else [])

    def matching(arguments: list[Value]) -> Value:
        return _matched(files, chart, text(at(arguments, 0)))

    return {"Get": get, "GetBytes": get, "Lines": lines, "Glob": matching}


def _matched(files: Files, chart: Chart, pattern: str) -> Value:
    """`.Files.Glob`: contents by path, and the methods that make data of a ConfigMap or a Secret of them."""
    found: dict[str, Value] = {}
    prefix = chart.reach("")
    for path in _glob(files, prefix, pattern):
        source = files.open(path)
        found[path[len(prefix) :]] = Value(source.text) if source is not None else NOTHING
    data = {path.rpartition("/")[2]: value for path, value in found.items()}
    methods: dict[str, Callable[[list[Value]], Value]] = {
        "AsConfig": lambda _: to_yaml(Value(dict(data))),
        "AsSecrets": lambda _: to_yaml(Value({key: Value("…") for key in data})),
        "Get": lambda arguments: found.get(text(at(arguments, 0)), Value("")),
    }
    return Value(Native(methods, found))


def _glob(files: Files, prefix: str, pattern: str) -> Iterator[str]:
    plain = pattern.replace("**", "*").replace("{", "").replace("}", "") if "{" not in pattern else "*"
    choices = _alternatives(pattern)
    for number, path in enumerate(files.matching(f"{escape(prefix)}{plain}")):
        if number == _MOST_FILES:
            return
        if any(fnmatchcase(path[len(prefix) :], choice) for choice in choices):
            yield path


def _alternatives(pattern: str) -> list[str]:
    """A pattern such as `conf/{a,b}.yaml` as plain ones."""
    before, opened, rest = pattern[:200].partition("{")
    inside, closed, after = rest.partition("}")
    if not opened or not closed:
        return [pattern.replace("**", "*")]
    return [f"{before}{each}{after}".replace("**", "*") for each in inside.split(",")[:50]]
