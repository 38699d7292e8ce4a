"""The order of deployment, and that odd facts never stop the survey."""

from handmade import compose, container, deployment, dockerfile, front, overlay, process, read, system
from hypothesis import given
from hypothesis import strategies as st

from opsworthy.facts.fact import Fact
from opsworthy.facts.said import Facts
from opsworthy.system.build import build
from opsworthy.system.counting import known_of

NAMES = ["", "²", "${X}", "a", "b", "c", "db", "web", "api-dev", "api-prod", "prod-api", "_", "é"]
IMAGES = [None, "postgres:16", "redis", "", ":", "a/b:c@sha256:1", "${IMAGE}"]
PATHS = ["compose.yaml", "x/compose.yaml", "examples/compose.yaml", "k8s/dev/a.yaml"]

chains = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=20)


@given(chains)
def test_each_wave_needs_only_earlier_ones(pairs: list[tuple[str, str]]) -> None:
    wanted = {name: [to for source, to in pairs if source == name] for name in "abcdef"}
    made = system([compose(name, needs=needed) for name, needed in wanted.items()])
    waves = made.deployment_order()
    assert sorted(name for wave in waves for name in wave) == list("abcdef")
    done: set[str] = set()
    for number, wave in enumerate(waves):
        needed = {to for name in wave for to in wanted[name]} - {name for name in wave if name in wanted[name]}
        last = number == len(waves) - 1
        assert needed - done <= (set(wave) if last else set())
        done |= set(wave)


def test_a_cycle_comes_last_and_together() -> None:
    made = system(compose("a", needs=["b"]), compose("b", needs=["a"]), compose("c"))
    assert made.deployment_order() == (("c",), ("a", "b"))


@st.composite
def odd_facts(draw: st.DrawFn) -> list[Fact]:
    name, image, path = st.sampled_from(NAMES), st.sampled_from(IMAGES), st.sampled_from(PATHS)
    made: list[Fact] = []
    for _ in range(draw(st.integers(0, 12))):
        box = container(draw(name), draw(image), settings=((draw(name), draw(name)),), command=draw(name))
        which = draw(st.integers(0, 6))
        if which == 0:
            made.append(
                deployment(draw(name), box, environment=draw(st.sampled_from([None, "dev", "prod", ""])), path=draw(path))
            )
        elif which == 1:
            made.append(compose(draw(name), box, needs=[draw(name)], path=draw(path)))
        elif which == 2:
            made.append(process(draw(name), draw(name)))
        elif which == 3:
            made.append(front(draw(name), (80, draw(name))))
        elif which == 4:
            made.append(overlay(draw(name)))
        elif which == 5:
            made.append(dockerfile(draw(path), base=draw(image) or "", ports=[80]))
        else:
            made.append(read(draw(name), draw(path)))
    return made


@given(odd_facts())
def test_odd_facts_make_a_system(facts: list[Fact]) -> None:
    made = build(Facts(tuple(facts)), "weather")
    names = [*(each.name for each in made.services), *(each.name for each in made.datastores)]
    assert all(name.strip() for name in names)
    assert len({each.name for each in made.services}) == len(made.services)
    assert made == build(Facts(tuple(facts)), "weather")
    for each in made.services:
        assert each.name not in {edge.name for edge in each.depends_on}
        assert {edge.name for edge in each.depends_on} <= set(names)
        assert each.placements


@given(odd_facts())
def test_what_counts_is_among_the_facts(facts: list[Fact]) -> None:
    known = known_of(Facts(tuple(facts)))
    for kind in {type(fact) for fact in facts}:
        assert len(known.of(kind)) <= len([fact for fact in facts if isinstance(fact, kind)])
