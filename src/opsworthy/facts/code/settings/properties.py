"""Keys and values of application.properties and application.yml alike: dotted keys, each value with its place."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.files import Files
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, Sequence
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source

_NAME = regex(r"(?:application|bootstrap|microprofile-config)(?:-[\w.-]+)?\.(?:properties|ya?ml)")
_INDEX = regex(r"\[\d+\]$")
_DEEPEST = 40
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Property:
    """One value; `profile` where the file or the YAML document holds for one profile alone. `within` is the place from the key
    that its own key stands under to the value."""

    key: str
    value: str
    location: Location
    profile: str | None = None
    within: Location | None = None


def is_settings(path: str) -> bool:
    """Whether a path is a Spring, Quarkus or Micronaut configuration file, by its name."""
    return _NAME.fullmatch(path.rpartition("/")[2]) is not None


def profile_of(path: str) -> str | None:
    """The profile that the name of the file says: `application-dev.yml` holds for dev."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return stem.partition("-")[2] or None if not stem.startswith("microprofile") else None


def read_properties(files: Files, source: Source) -> tuple[tuple[Property, ...], tuple[Problem, ...]]:
    """Every value of one configuration file; a file that is not YAML gives its problem."""
    if source.path.endswith(".properties"):
        return tuple(_lines(source)), ()
    documents = files.yaml(source)
    found: list[Property] = []
    for root in documents.documents:
        flat = list(_flat(root, "", 0))
        own = next((each.value for each in flat if each.key in ("spring.config.activate.on-profile", "spring.profiles")), None)
        profile = own or profile_of(source.path)
        found.extend(Property(each.key, each.value, each.location, profile, each.within) for each in flat[:_MOST])
    return tuple(found), documents.problems


def _flat(node: Node, path: str, depth: int, above: Location | None = None, key: Location | None = None) -> Iterator[Property]:
    if depth > _DEEPEST:
        return
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield from _flat(entry.value, f"{path}.{entry.key}" if path else entry.key, depth + 1, key, entry.location)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _flat(item, path, depth + 1, above, key)
    elif node.value is not None:
        last = max(node.location.line, node.location.end_line)
        within = replace(above, end_line=last) if above is not None and above.line <= last else None
        yield Property(path, node.text, node.location, within=within)


def _lines(source: Source) -> Iterator[Property]:
    """A backslash at the end joins lines; `#` and `!` begin comments; Quarkus writes `%dev.key` for a profile."""
    joined, begun = "", 0
    profile = profile_of(source.path)
    for number, raw in enumerate(source.text.splitlines(), start=1):
        line = raw.strip()
        if not joined and (not line or line[0] in "#!"):
            continue
        begun = begun if joined else number
        joined += line.removesuffix("\\")
        if line.endswith("\\") and len(joined) < 10_000:
            continue
        key, value = _split(joined)
        joined = ""
        if key:
            own = key[1:].partition(".")[0] if key.startswith("%") else profile
            yield Property(_INDEX.sub("", key.partition(".")[2] if key.startswith("%") else key), value, source.at(begun, 1), own)


def _split(line: str) -> tuple[str, str]:
    places = [at for at in (line.find("="), line.find(":")) if at > 0]
    at = min(places, default=-1)
    return (line[:at].strip(), line[at + 1 :].strip()) if at > 0 else (line, "")
