"""Where kubectl is installed, what it builds and what we build say the same, places aside."""

import re
import shutil
import subprocess
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from opsworthy.facts.files import Files, Library
from opsworthy.facts.kubernetes.objects import objects_of
from opsworthy.facts.kubernetes.reading import facts_of
from opsworthy.facts.kustomize.building import Builder
from opsworthy.facts.kustomize.kustomization import Graph
from opsworthy.repository.folder import FolderTree
from opsworthy.text import yaml
from opsworthy.text.location import Location
from opsworthy.text.source import Source

KUBECTL = shutil.which("kubectl")
ROOT = Path(__file__).parents[2]
TREES = [*(ROOT / "tests/detectors/kustomize").glob("*/repo"), ROOT / "examples/shop"]
DIGEST = re.compile(r"-[2456789bcdfghkmt]{10}$")
UNORDERED = ("labels", "selector", "keys", "hard")

pytestmark = pytest.mark.skipif(KUBECTL is None, reason="kubectl is not installed")


def without_places(value: object, generated: set[str]) -> object:
    if isinstance(value, Location):
        return None
    if is_dataclass(value):
        kept = ((field.name, getattr(value, field.name)) for field in fields(value) if field.name != "location")
        return type(value).__name__, {name: _unordered(name, without_places(each, generated)) for name, each in kept}
    if isinstance(value, tuple):
        return [without_places(each, generated) for each in value]
    if isinstance(value, str) and DIGEST.search(value) and DIGEST.sub("", value) in generated:
        return DIGEST.sub("", value)
    return value


def _unordered(name: str, value: object) -> object:
    return sorted(value, key=repr) if name in UNORDERED and isinstance(value, list) else value


@pytest.mark.parametrize("tree", TREES, ids=[str(path.relative_to(ROOT)) for path in TREES])
def test_the_same_facts(tree: Path) -> None:
    files = Files(Library(FolderTree(tree)), lambda path: False)
    graph = Graph(files)
    builder = Builder(files, graph)
    for top in graph.tops():
        built = [each.object for each in builder.build(top.folder)]
        assert KUBECTL is not None
        done = subprocess.run([KUBECTL, "kustomize", str(tree / top.folder)], capture_output=True, text=True, check=False)
        if done.returncode:
            continue  # What kubectl refuses (a remote base, a file that is not committed) has nothing to compare.
        theirs = [each for document in yaml.parse(Source("built", done.stdout)).documents for each in objects_of(document)]
        generated = {each.name for each in built if each.kind in ("ConfigMap", "Secret")}
        ours, expected = ([without_places(fact, generated) for fact in facts_of(each, None)] for each in (built, theirs))
        assert sorted(ours, key=repr) == sorted(expected, key=repr)
