"""A detector meets files of any shape, and every one of them ends in facts or problems."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opsworthy.facts.detect import all_detectors
from opsworthy.facts.files import Files, Library
from opsworthy.repository.memory import MemoryTree

VOCABULARY = {
    name: words.split()
    for name, _, words in (
        line.partition(":") for line in (Path(__file__).parent / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
    )
}
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=12),
    st.sampled_from(["8080:80", "${A:-1}", "web", "./x", "compose.yaml", "1g", "CMD", "curl http://localhost/", "redis:mini"]),
)


def shapes(detector: str) -> st.SearchStrategy[object]:
    keys = st.sampled_from(VOCABULARY[detector]) | st.text(max_size=5)
    return st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=5),
        max_leaves=25,
    )


def detect(detector: str, files: dict[str, str]) -> list[object]:
    chosen = next(each for each in all_detectors() if each.name == detector)
    found = list(chosen.detect(Files(Library(MemoryTree(files)), chosen.wants)))
    for told in found:
        assert told.location.path in files
        assert told.location.line >= 1
    return list(found)


QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(shapes("compose"), shapes("compose"))
def test_compose(base: object, over: object) -> None:
    texts = [yaml.safe_dump(each) for each in ({"services": {"web": base, "db": over}}, {"services": {"web": over}}, base)]
    detect("compose", {"compose.yaml": texts[0], "compose.prod.yaml": texts[1], "other/compose.yaml": texts[2]})


@QUICK
@given(shapes("github_actions"))
def test_github_actions(shape: object) -> None:
    texts = {"a": yaml.safe_dump(shape), "b": yaml.safe_dump({"jobs": shape})}
    detect("github_actions", {f".github/workflows/{name}.yml": text for name, text in texts.items()})


@QUICK
@given(shapes("heroku"), st.text(max_size=50))
def test_heroku(shape: object, text: str) -> None:
    inner = {"x/app.json": json.dumps({"env": shape}), "x/heroku.yml": yaml.safe_dump({"run": shape})}
    detect("heroku", {"app.json": json.dumps(shape), "heroku.yml": yaml.safe_dump(shape), "Procfile": text, **inner})


@QUICK
@given(shapes("status_json"))
def test_status_json_is_never_passed_over(shape: object) -> None:
    assert detect("status_json", {"status.json": json.dumps(shape)})


@QUICK
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    for detector, path in [
        ("compose", "compose.yaml"),
        ("dockerfile", "Dockerfile"),
        ("dotenv", ".env.example"),
        ("heroku", "app.json"),
        ("answers", "opsworthy.toml"),
        ("artifacts", "README.md"),
        ("status_json", "status.json"),
    ]:
        detect(detector, {path: text})


@pytest.mark.parametrize("levels", [3, 9])
def test_aliases_cannot_unfold(levels: int) -> None:
    """Each level names the one below ten times: written out, the last would be ten to the power of the levels."""
    lines = ["x0: &x0 {command: a}"]
    entries = {level: ", ".join(f"k{key}: *x{level - 1}" for key in range(10)) for level in range(1, levels + 1)}
    lines += [f"x{level}: &x{level} {{{inner}}}" for level, inner in entries.items()]
    text = "\n".join([*lines, f"services: {{web: {{image: a, deploy: *x{levels}}}}}"])
    found = detect("compose", {"compose.yaml": text, "compose.prod.yaml": text})
    assert len(found) == 3
