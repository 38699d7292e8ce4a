"""Whether a line holds what is claimed of it: the judgement of the provenance command, on made-up files."""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest
from benchmarks.survey.claims import Claim, NoRule, claims, rules
from benchmarks.survey.evidence import Evidence, Stands
from benchmarks.survey.provenance import Judge, check, published

from opsworthy.facts import fact
from opsworthy.facts.workloads import Container, Port, Probe, Workload
from opsworthy.reports.operations_view import entry
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


def test_a_container_may_bear_its_workload_s_name_and_a_probe_ask_a_port_by_name() -> None:
    here, there = Location("a", 1), Location("a", 9)
    probe = Probe("liveness", "tcp", there, port="6379")
    container = Container("cache", there, ports=(Port(6379, here, "redis"),), probes=(probe,))
    workload = Workload("kubernetes", "Deployment", "cache", here, containers=(container,))
    made = set(claims(workload, "facts"))
    assert Claim("Container.name", ("cache",), (there, here)) in made
    assert Claim("Probe.path|command|port", ("6379", "redis"), (there,)) in made


def test_every_type_of_fact_has_its_rule_and_every_rule_its_type() -> None:
    nested = {"Container", "Dependency", "PipelineJob", "PipelineStep", "Port", "Probe", "Resources", "Variable", "Volume"}
    facts = {kind.__name__ for kind in get_args(fact.Fact)}
    assert set(rules().facts) == facts | nested


def test_what_points_to_lines_and_has_no_rule_is_an_error() -> None:
    @dataclass(frozen=True)
    class Unheard:
        location: Location

    with pytest.raises(NoRule, match="Unheard"):
        list(claims((Unheard(Location("a", 1)),), "model"))


def test_an_entry_of_the_published_view_without_a_place_is_told(tmp_path: Path) -> None:
    placed = entry("shop", (Location("a", 1),))
    assert list(published([placed], "view.alerts")) == [Claim("view.alerts", (), (Location("a", 1),))]
    nowhere = Claim("view.alerts", (), ())
    assert list(published([entry("shop", ())], "view.alerts")) == [nowhere]
    assert Judge(Evidence(tmp_path), frozenset(), frozenset(), frozenset()).stands(nowhere) is Stands.NOT


def test_a_withheld_part_a_joined_list_and_a_counted_one_stand_there(tmp_path: Path) -> None:
    (tmp_path / "run").write_text('URL=http://x KEY=verysecret go test\n  - "a"\n  - b\n  - c\n')
    there = Evidence(tmp_path)
    assert there.stands("URL=http://x KEY=*** go test", Location("run", 1)) is Stands.WHOLLY
    assert there.stands("URL=http://y KEY=*** go test", Location("run", 1)) is not Stands.WHOLLY
    assert there.stands("a && b", Location("run", 2, end_line=3)) is Stands.WHOLLY
    assert there.stands("a && d", Location("run", 2, end_line=3)) is Stands.NOT
    assert there.items(Location("run", 2, end_line=4)) == 3


def test_a_repository_is_checked_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "compose.yml").write_text("services:\n  web:\n    image: nginx:1\n    ports: ['80:80']\n")
    checked = check(tmp_path)
    assert checked.claims > 4
    assert [one for one in checked.unfounded if one.stands is Stands.NOT] == []
