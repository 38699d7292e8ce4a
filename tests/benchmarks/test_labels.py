"""Every label of the survey benchmark follows the format, and its places are places."""

import re
from pathlib import Path

import msgspec
import pytest
from benchmarks.survey.label import LABELS, Label, Named, Service, labels, missing_places, read, unit
from benchmarks.survey.reported import engine, provider

FILES = sorted(LABELS.glob("*.json"))
PLACE = re.compile(r"[^\s:][^:]*(:[1-9]\d*)?")
LEAST_REPOSITORIES = 40


def _label(path: Path) -> Label:
    return read(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestEachLabel:
    def test_follows_the_format_under_its_own_name(self, path: Path) -> None:
        label = _label(path)
        assert label.name == path.stem
        assert re.fullmatch(r"[\w.-]+/[\w.-]+", label.repo)
        assert re.fullmatch(r"[0-9a-f]{40}", label.commit)
        assert not label.subdir.startswith("/")
        assert label.about
        assert label.kind

    def test_says_where_everything_stands(self, path: Path) -> None:
        label = _label(path)
        sources = [
            *(each.source for each in label.services),
            *(each.source for each in label.datastores),
            *(each.source for each in (*label.environments, *label.secrets)),
            *(each.source for each in label.ci),
        ]
        assert not [source for source in sources if not PLACE.fullmatch(source)]

    def test_holds_ports_and_paths(self, path: Path) -> None:
        services = _label(path).services
        assert not [service for service in services for port in (*service.ports, *service.ports_also) if not 0 < port < 65536]
        assert not [service for service in services for way in (*service.health, *service.health_also) if not way.startswith("/")]
        assert not [service.name for service in services if set(service.ports) & set(service.ports_also)]

    def test_names_nothing_twice(self, path: Path) -> None:
        label = _label(path)
        for entries in (label.services, label.environments, label.secrets):
            names = [entry.name.lower() for entry in entries]
            assert sorted(set(names)) == sorted(names)
        assert len({provider(each.provider) for each in label.ci}) == len(label.ci)

    def test_what_is_not_deployable_needs_nothing(self, path: Path) -> None:
        label = _label(path)
        required = [service.name for service in label.services if not service.optional]
        assert label.deployable or not required


def test_covers_enough_repositories() -> None:
    assert len({read(path).repo for path in FILES}) >= LEAST_REPOSITORIES


def test_a_word_too_many_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a+b.json"
    path.write_bytes(FILES[0].read_bytes().replace(b'"about"', b'"abuot"'))
    with pytest.raises(msgspec.ValidationError, match=r"a\+b\.json"):
        read(path)


def test_labels_are_found_by_a_part_of_their_names() -> None:
    assert [label.repo for label in labels(("GoogleCloudPlatform/microservices",))] == ["GoogleCloudPlatform/microservices-demo"]
    assert len(labels()) == len(FILES)


@pytest.mark.parametrize("clone", ["owner+name", "owner/name"])
def test_clones_are_found_under_both_names(tmp_path: Path, clone: str) -> None:
    label = Label("owner/name", "0" * 40, "part", "", True, "service", False, (), (), (), (), ())
    assert unit(label, tmp_path).folder is None
    (tmp_path / clone / "part").mkdir(parents=True)
    assert unit(label, tmp_path).folder == tmp_path / clone / "part"


def test_words_for_the_same_thing_are_one() -> None:
    assert engine("Postgres 16") == engine("postgresql") == "postgresql"
    assert provider("GitHub Actions") == provider("github-actions")
    assert Service("a", "web", (), (), None, "f:1").optional is False


def test_places_that_the_clone_does_not_have_are_told(tmp_path: Path) -> None:
    (tmp_path / "env").write_text("A=1\nB=2\n")
    secrets = (Named("A", "env:1"), Named("B", "env:9"), Named("C", "absent"), Named("D", "env"))
    label = Label("owner/name", "0" * 40, "", "", True, "service", False, (), (), (), secrets, ())
    assert missing_places(label, tmp_path) == ["absent", "env:9"]
