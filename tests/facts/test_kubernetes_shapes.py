"""Objects of any shape, and hostile kustomizations: every one ends in facts or problems, and soon."""

import time
from importlib import import_module
from pathlib import Path

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files, Library
from opsworthy.facts.kubernetes.reading import KINDS
from opsworthy.repository.memory import MemoryTree
from opsworthy.text.source import Problem

VOCABULARY = {
    name: words.split()
    for name, _, words in (
        line.partition(":") for line in (Path(__file__).parent / "kubernetes_words.txt").read_text(encoding="utf-8").splitlines()
    )
}
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=8),
    st.sampled_from(
        ["app", "80", "250m", "1Gi", "Deployment", "delete", "replace", "/spec/replicas", "/spec/template/-", "../base"]
    ),
)
SHAPES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(VOCABULARY["objects"]), inner, max_size=6),
    max_leaves=30,
)
VERSIONS = st.sampled_from(
    [
        "v1",
        "apps/v1",
        "batch/v1",
        "autoscaling/v2",
        "networking.k8s.io/v1",
        "policy/v1",
        "external-secrets.io/v1",
        "bitnami.com/v1alpha1",
    ]
)
OBJECTS = st.builds(
    lambda kind, version, spec, data: {
        "apiVersion": version,
        "kind": kind,
        "metadata": {"name": "app"},
        "spec": spec,
        "data": data,
    },
    st.sampled_from(sorted(KINDS)),
    VERSIONS,
    SHAPES,
    SHAPES,
)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def detect(name: str, files: dict[str, str]) -> list[Told]:
    detector = import_module(f"opsworthy.facts.detectors.{name}").DETECTOR
    assert isinstance(detector, Detector)
    found = list(detector.detect(Files(Library(MemoryTree(files)), detector.wants)))
    for told in found:
        assert told.location.path in files
        assert told.location.line >= 1
    return found


@QUICK
@given(st.lists(OBJECTS, max_size=4))
def test_objects_of_any_shape(objects: list[object]) -> None:
    detect("kubernetes", {"k8s/a.yaml": yaml.safe_dump_all(objects), "k8s/prod/b.yaml": yaml.safe_dump_all(objects)})


@QUICK
@given(OBJECTS, st.dictionaries(st.sampled_from(VOCABULARY["kustomization"]), SHAPES, max_size=5), SHAPES)
def test_kustomizations_of_any_shape(app: object, fields: dict[str, object], patch: object) -> None:
    base = {"resources": ["app.yaml"]}
    over = {"resources": ["../base"], "patches": [{"path": "patch.yaml", "target": {"kind": "Deployment"}}], **fields}
    detect(
        "kustomize",
        {
            "base/kustomization.yaml": yaml.safe_dump(base),
            "base/app.yaml": yaml.safe_dump(app),
            "prod/kustomization.yaml": yaml.safe_dump(over),
            "prod/patch.yaml": yaml.safe_dump(patch),
        },
    )


@QUICK
@given(OBJECTS, SHAPES)
def test_merging_a_patch_that_was_merged_changes_nothing(app: dict[str, object], spec: object) -> None:
    patch = {**app, "spec": spec}
    files = {"app.yaml": yaml.safe_dump(app), "patch.yaml": yaml.safe_dump(patch)}
    once = detect("kustomize", {**files, "kustomization.yaml": "resources: [app.yaml]\npatches: [{path: patch.yaml}]"})
    twice = detect(
        "kustomize", {**files, "kustomization.yaml": "resources: [app.yaml]\npatches: [{path: patch.yaml}, {path: patch.yaml}]"}
    )
    assert once == twice


def deployment(name: str) -> str:
    return f"apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {name}\nspec: {{}}\n"


def in_time(name: str, files: dict[str, str], seconds: float = 10) -> list[Told]:
    started = time.perf_counter()
    found = detect(name, files)
    assert time.perf_counter() - started < seconds
    return found


def test_a_patch_of_aliases_does_not_unfold() -> None:
    bomb = ["x0: &x0 {a: 1}"] + [f"x{n}: &x{n} {{a: *x{n - 1}, b: *x{n - 1}}}" for n in range(1, 60)]
    patch = deployment("app").replace("spec: {}", "spec:\n" + "\n".join(f"  {line}" for line in bomb))
    files = {"kustomization.yaml": "resources: [app.yaml]\npatches: [{path: patch.yaml}]", "app.yaml": deployment("app")}
    found = in_time("kustomize", {**files, "patch.yaml": patch})
    assert any(isinstance(told, Problem) and "patch not applied" in told.message for told in found)


def test_kustomizations_that_double_at_each_step_end() -> None:
    files = {"k0/kustomization.yaml": "resources: [app.yaml]", "k0/app.yaml": deployment("app")}
    for number in range(1, 45):
        files[f"k{number}/kustomization.yaml"] = f"components: [../k{number - 1}, ../k{number - 1}]\nkind: Component\n"
    files["top/kustomization.yaml"] = "components: [../k44]"
    assert any(isinstance(told, Problem) and "flatten" in told.advice for told in in_time("kustomize", files, 30))


def test_a_tower_of_kustomizations_ends() -> None:
    files = {"k0/kustomization.yaml": "resources: [app.yaml]", "k0/app.yaml": deployment("app")}
    for number in range(1, 3000):
        files[f"k{number}/kustomization.yaml"] = f"resources: [../k{number - 1}]"
    assert any(isinstance(told, Problem) for told in in_time("kustomize", files, 30))


def test_an_expression_from_a_stranger_takes_no_time() -> None:
    target = "{kind: Deployment, name: '(a+)+$'}"
    files = {
        "kustomization.yaml": f"resources: [app.yaml]\npatches: [{{target: {target}, patch: '[]'}}]",
        "app.yaml": deployment("a" * 60 + "b"),
    }
    found = in_time("kustomize", files, 2)
    assert not any(isinstance(told, Problem) for told in found)


def test_many_small_documents_are_read_in_time() -> None:
    in_time("kubernetes", {"all.yaml": "---\n".join(deployment(f"app{number}") for number in range(4000)) + "---\n\t"}, 20)
