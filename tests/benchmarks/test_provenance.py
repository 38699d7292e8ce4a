"""Whether a line holds what is claimed of it: the judgement of the provenance command, on made-up files."""

from pathlib import Path

import pytest
from benchmarks.survey.claims import Claim, claims, rules
from benchmarks.survey.evidence import Evidence, Stands
from benchmarks.survey.provenance import check

from opsworthy.facts import fact
from opsworthy.facts.workloads import Container, Port, Workload
from opsworthy.text.location import Location, Stated, Unknown

TEXT = """# first
services:
  web-api:
    image: ${REGISTRY}/shop:${TAG:-1.2}
    ports: ["18080:8080", "${PORT}:${PORT}"]
    command: echo \\"ready\\"
    path: >
      /health
"""


@pytest.fixture
def evidence(tmp_path: Path) -> Evidence:
    (tmp_path / "overlays" / "staging").mkdir(parents=True)
    (tmp_path / "overlays" / "staging" / "k.yml").write_text("# remark\n\nkind: K\nname: x\n")
    (tmp_path / "c.yml").write_text(TEXT)
    return Evidence(tmp_path)


@pytest.mark.parametrize(
    ("value", "place", "expected"),
    [
        ("web-api", Location("c.yml", 3), Stands.WHOLLY),
        ("web-api", Location("c.yml", 2), Stands.NOT),
        ("web-api", Location("c.yml", 2, end_line=4), Stands.WHOLLY),
        ("example/shop:2.0", Location("c.yml", 4), Stands.IN_PART),
        ("example/other:2.0", Location("c.yml", 4), Stands.NOT),
        (8080, Location("c.yml", 5), Stands.WHOLLY),
        (80, Location("c.yml", 4), Stands.NOT),
        (9000, Location("c.yml", 5), Stands.IN_PART),
        ('echo "ready"', Location("c.yml", 6), Stands.WHOLLY),
        ("/health", Location("c.yml", 7), Stands.NOT),
        ("shop-web-api", Location("c.yml", 3), Stands.IN_PART),
        ("staging", Location("overlays/staging/k.yml", 1), Stands.WHOLLY),
        ("staging", Location("overlays/staging/k.yml", 3), Stands.WHOLLY),
        ("staging", Location("overlays/staging/k.yml", 4), Stands.IN_PART),
        ("production", Location("overlays/staging/k.yml", 1), Stands.NOT),
        ("web-api", Location("c.yml", 99), Stands.NOT),
        ("web-api", Location("absent.yml", 1), Stands.NOT),
    ],
)
def test_a_value_stands_in_its_lines(evidence: Evidence, value: str | int, place: Location, expected: Stands) -> None:
    assert evidence.stands(value, place) is expected


def test_everything_nested_is_claimed_at_its_own_place() -> None:
    here, there = Location("a", 1), Location("a", 9)
    workload = Workload(
        "compose",
        "service",
        "web",
        here,
        replicas=Unknown("nobody says", here),
        containers=(Container("main", there, image=Stated("nginx", there), ports=(Port(80, there),)),),
    )
    assert {claim for claim in claims(workload, "facts") if claim.values} == {
        Claim("Workload.name", ("web",), (here,)),
        Claim("Container.name", ("main",), (there,)),
        Claim("Container.image", ("nginx",), (there,)),
        Claim("Port.number", (80,), (there,)),
    }


def test_the_table_knows_only_facts_that_there_are() -> None:
    nested = {"Container", "Dependency", "PipelineJob", "PipelineStep", "Port", "Probe", "Variable", "Volume"}
    known = {name for name in vars(fact) if name[0].isupper()} | nested
    assert set(rules().facts) <= known


def test_a_repository_is_checked_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "compose.yml").write_text("services:\n  web:\n    image: nginx:1\n    ports: ['80:80']\n")
    checked = check(tmp_path)
    assert checked.claims > 4
    assert [one for one in checked.unfounded if one.stands is Stands.NOT] == []
