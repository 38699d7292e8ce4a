"""The door to Helm: what it is given, what it may see, and how it is stopped; with a program of our own in its place."""

import os
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from helm_here import WHY_NOT, helm
from opsworthy.repository.helm import Helm
from opsworthy.repository.installed import Program, installed
from opsworthy.repository.templating import Answer, Asked, ChartFiles

CHART = ChartFiles((("Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n"), ("templates/a.yaml", "kind: A\n")))
VERSION = 'if [ "$1" = version ]; then echo v3.99.0; exit 0; fi\n'


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for copies, which must be empty again afterwards."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert not list(folder.iterdir())


def program(tmp_path: Path, script: str) -> Program:
    path = tmp_path / "bin" / "helm"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{VERSION}{script}")
    path.chmod(0o755)
    return Program(str(path), "state")


def asked(release: str = "shop", namespace: str = "here", chart: ChartFiles = CHART, values: tuple[str, ...] = ()) -> Asked:
    return Asked(chart, release, namespace, "1.31.0", values)


def answer(tmp_path: Path, script: str, what: Asked | None = None, seconds: float = 10) -> tuple[Answer, bool]:
    with Helm(program(tmp_path, script), seconds, seconds * 3) as found:
        return found.begin(what or asked())(), found.was_hurried


def test_what_it_is_given(tmp_path: Path) -> None:
    given, _ = answer(tmp_path, 'for each in "$@"; do echo "$each"; done; cat "${7#--values=}"', asked(values=('{"a": 1}',)))
    assert given.text is not None
    words = given.text.splitlines()
    assert words[:7] == ["template", "--namespace", "here", "--kube-version", "1.31.0", "--skip-tests", words[6]]
    assert words[6].startswith("--values=")
    assert words[7] == "--"
    assert words[8] == "shop"
    assert words[9].endswith("/chart-0")
    assert words[10] == '{"a": 1}'


def test_values_and_chart_are_written_out(tmp_path: Path) -> None:
    script = 'for each in "$@"; do last=$each; case $each in --values=*) cat "${each#--values=}"; esac; done; cd "$last" && find . -type f'
    schema = ChartFiles((*CHART.texts, ("values.schema.json", "{}"), ("charts/in/values.schema.json", "{}")))
    given, _ = answer(tmp_path, script, asked(chart=schema, values=('{"a": 1}',)))
    assert given.text is not None
    assert given.text.startswith('{"a": 1}')
    assert sorted(given.text[8:].split()) == ["./Chart.yaml", "./templates/a.yaml"]


def test_it_sees_nothing_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, temporary: Path) -> None:
    monkeypatch.setenv("KUBECONFIG", "/home/ada/.kube/config")
    monkeypatch.setenv("HELM_PLUGINS", "/home/ada/plugins")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not-for-helm")
    given, _ = answer(tmp_path, "env; read line && echo read $line; true")
    assert given.text is not None
    seen = dict(line.split("=", 1) for line in given.text.splitlines() if "=" in line)
    assert not {"AWS_SECRET_ACCESS_KEY", "HOSTNAME", "USER"} & seen.keys()
    for name in ("HOME", "HELM_PLUGINS", "HELM_CACHE_HOME", "HELM_REPOSITORY_CONFIG", "KUBECONFIG", "TMPDIR"):
        assert seen[name].startswith(str(temporary))
    assert seen["HTTPS_PROXY"] == "http://127.0.0.1:9"
    assert "read" not in given.text.split("\n")[-1]


@pytest.mark.parametrize("name", ["--post-renderer=/bin/sh", "-x", "", "UPPER", "a b", "a" * 60, "a\n", "ä"])
def test_a_name_is_never_an_option(tmp_path: Path, name: str) -> None:
    for each in (asked(release=name), asked(namespace=name)):
        given, _ = answer(tmp_path, "echo started", each)
        assert given == Answer(None, trouble="the release has a name that Helm does not allow")


@pytest.mark.parametrize("path", ["../out", "/etc/x", "a/../../out", "a//b", "./a", "a\\b", "a\nb", ""])
def test_nothing_is_written_beside_the_copy(tmp_path: Path, path: str) -> None:
    given, _ = answer(tmp_path, "echo started", asked(chart=ChartFiles((*CHART.texts, (path, "x")))))
    assert given.text is None
    assert "leads out" in given.trouble


def test_too_many_files_are_not_written(tmp_path: Path) -> None:
    many = ChartFiles(tuple((f"f{number}", "") for number in range(5000)))
    given, _ = answer(tmp_path, "echo started", asked(chart=many))
    assert given.text is None
    assert "larger" in given.trouble


def test_what_it_says_is_handed_on_without_places_of_ours(tmp_path: Path) -> None:
    given, hurried = answer(tmp_path, 'echo "warning" >&2; echo "Error: no $PWD/values is right" >&2; exit 1')
    assert given == Answer(None, refusal="no values is right\n")
    assert not hurried


def test_a_crash_is_no_refusal(tmp_path: Path) -> None:
    given, _ = answer(tmp_path, "kill -9 $$")
    assert given == Answer(None, trouble="it broke off")


@pytest.mark.parametrize("script", ["sleep 60", "exec >&- 2>&-; sleep 60", "sleep 60 & wait", "trap '' TERM INT; sleep 60"])
def test_it_is_stopped_in_time(tmp_path: Path, script: str) -> None:
    began = time.monotonic()
    given, hurried = answer(tmp_path, script, seconds=0.5)
    assert given == Answer(None, trouble="it did not answer in time")
    assert hurried
    assert time.monotonic() - began < 5


def test_all_runs_together_have_an_end(tmp_path: Path) -> None:
    began = time.monotonic()
    with Helm(program(tmp_path, "sleep 60"), 0.5, 1.0) as found:
        answers = [each() for each in [found.begin(asked()) for _ in range(20)]]
    assert time.monotonic() - began < 5
    assert answers[-1] == Answer(None, trouble="there was no time left for it")


def test_much_output_is_cut_short(tmp_path: Path) -> None:
    given, hurried = answer(tmp_path, "yes | head -c 50000000; sleep 60")
    assert given == Answer(None, trouble="it printed more than 16 MB")
    assert not hurried


def test_many_words_are_cut_short(tmp_path: Path) -> None:
    given, _ = answer(tmp_path, "echo 'Error: x' >&2; yes | head -c 5000000 >&2; exit 1")
    assert given.text is None
    assert len(given.refusal) < 200_000


def test_memory_is_bounded(tmp_path: Path) -> None:
    given, _ = answer(tmp_path, "ulimit -v")
    assert given.text is not None
    assert given.text.strip() != "unlimited"


def test_leaving_stops_what_still_runs(tmp_path: Path) -> None:
    began = time.monotonic()
    with Helm(program(tmp_path, "sleep 60")) as found:
        found.begin(asked())
        time.sleep(0.3)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("printed", "version"), [("v3.16.4", "v3.16.4"), ("v4.0.0-rc.1", "v4.0.0-rc.1"), ("v2.17.0", None), ("x", None)]
)
def test_the_version(tmp_path: Path, printed: str, version: str | None) -> None:
    found = program(tmp_path, "")
    Path(found.path).write_text(f"#!/bin/sh\necho {printed}\n")
    with Helm(found) as started:
        assert started.version() == version


def test_a_repository_brings_no_helm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(program(tmp_path, "echo").path)
    monkeypatch.setenv("PATH", str(path.parent), prepend=os.pathsep)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    found = installed(elsewhere)
    assert found is not None
    assert found.path == str(path)
    assert installed(tmp_path) is None
    (elsewhere / "helm").symlink_to(path)
    monkeypatch.setenv("PATH", str(elsewhere))
    assert installed(path.parent) is None
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "bin")
    assert installed(elsewhere) is None


def test_another_installation_has_another_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(program(tmp_path, "echo").path)
    monkeypatch.setenv("PATH", str(path.parent))
    before = installed(tmp_path / "x")
    path.write_text("#!/bin/sh\necho longer than before\n")
    after = installed(tmp_path / "x")
    assert before is not None
    assert after is not None
    assert before.state != after.state


def test_copies_are_for_their_owner_alone(tmp_path: Path) -> None:
    given, _ = answer(tmp_path, 'stat -c %a "$PWD"')
    assert given.text is not None
    assert stat.S_IMODE(int(given.text, 8)) == 0o700


@pytest.mark.skipif(helm() is None, reason=WHY_NOT)
class TestWithHelm:
    def real(self) -> Helm:
        return Helm(Program(str(helm()), ""))

    def test_a_chart(self) -> None:
        texts = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }}}\ndata: {a: {{ .Values.a }}}\n"
        chart = ChartFiles((CHART.texts[0], ("templates/a.yaml", texts), ("values.yaml", "a: 1\n")))
        with self.real() as found:
            given = found.begin(asked(chart=chart, values=('{"a": "two"}', '{"a": "😀 three"}')))()
        assert given.text is not None
        assert "# Source: shop/templates/a.yaml" in given.text
        assert "{a: 😀 three}" in given.text
        assert "namespace: here" in given.text

    @pytest.mark.parametrize(
        "template",
        [
            "{{ range until 1000000000 }}{{ repeat 1000 `a` }}{{ end }}",
            '{{ define "x" }}{{ include "x" . }}{{ include "x" . }}{{ end }}{{ include "x" . }}',
            "{{ $x := `aaaaaaaaaaaaaaaa` }}{{ range until 40 }}{{ $x = printf `%s%s` $x $x }}{{ end }}{{ $x }}",
        ],
    )
    def test_a_bomb(self, template: str) -> None:
        began = time.monotonic()
        with self.real() as found:
            given = found.begin(asked(chart=ChartFiles((CHART.texts[0], ("templates/a.yaml", template)))))()
        assert given.text is None
        assert time.monotonic() - began < 15

    def test_no_schema_is_fetched_and_no_name_is_looked_up(self) -> None:
        schema = '{"$ref": "http://localhost:1/never.json"}'
        texts = "a: {{ getHostByName `example.org` | quote }}\nb: {{ lookup `v1` `Secret` `a` `b` | toJson | quote }}\n"
        with self.real() as found:
            chart = ChartFiles((CHART.texts[0], ("templates/a.yaml", texts), ("values.schema.json", schema)))
            given = found.begin(asked(chart=chart))()
        assert given.text is not None
        assert 'a: ""\nb: "{}"' in given.text
