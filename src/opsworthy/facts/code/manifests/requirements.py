"""Python requirements as PEP 508 and pip's requirements files write them: a name, extras, versions, a marker."""

import re
from collections.abc import Iterable, Iterator

from opsworthy.facts.project import Dependency
from opsworthy.text.location import Location, Stated
from opsworthy.text.source import Source

_REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)[ \t]*(?:\[[^\]]*\])?[ \t]*(?P<rest>.*)", re.DOTALL)
_SEPARATORS = re.compile(r"[-_.]+")
_EGG = re.compile(r"[#&]egg=([A-Za-z0-9][A-Za-z0-9._-]*)")
_DEVELOPMENT = frozenset(
    ["build", "check", "checks", "ci", "dev", "develop", "development", "devel", "doc", "docs", "documentation", "e2e", "format", "lint",
     "linting", "local", "mypy", "qa", "quality", "style", "test", "testing", "tests", "tools", "types", "typing"]
)  # fmt: skip
_WORDS = re.compile(r"[A-Za-z0-9]+")
_LONGEST = 1000


def normal_name(name: str) -> str:
    """A Python package's name as indexes compare it: lower case, runs of dashes, dots and underscores as one dash."""
    return _SEPARATORS.sub("-", name).lower()


def read_requirement(text: str) -> tuple[str, str | None] | None:
    """Name and versions of one requirement; None where the text is none. An address or a path gives no versions."""
    text = text.partition(" #")[0].strip()[:_LONGEST]
    match = _REQUIREMENT.fullmatch(text)
    if match is None:
        return None
    rest = match["rest"].partition(";")[0].strip()
    if rest.startswith("@"):
        return match["name"], None
    if rest and not rest.startswith(("=", "<", ">", "!", "~", "(")):
        return None
    version = rest.partition(" --")[0].strip().removeprefix("(").removesuffix(")").strip()
    return match["name"], version or None


def dependency(text: str, place: Location, development: bool = False) -> Dependency | None:
    """The dependency that one requirement states."""
    read = read_requirement(text)
    return Dependency(read[0], place, read[1], development) if read is not None else None


def dependencies(requirements: Iterable[Stated[str]], development: bool = False) -> Iterator[Dependency]:
    for each in requirements:
        made = dependency(each.value, each.location, development)
        if made is not None:
            yield made


def is_development(name: str) -> bool:
    """Whether a group, an extra or a requirements file serves development alone, by the words of its name."""
    words = [word.lower() for word in _WORDS.findall(name) if word.lower() not in ("requirements", "requirement", "txt", "in")]
    return any(word in _DEVELOPMENT for word in words)


def read_requirements(source: Source) -> tuple[Dependency, ...]:
    """The dependencies of a requirements file; options, includes and local paths are passed over."""
    development = is_development(source.path.rpartition("/")[2]) or is_development(_parent_name(source.path))
    return tuple(each for line in _lines(source) if (each := _from_line(line, development)) is not None)


def _parent_name(path: str) -> str:
    """The folder's name where the folder holds requirements files only: `requirements/dev/base.txt`."""
    parts = path.split("/")[:-1]
    return "/".join(parts[parts.index("requirements") :]) if "requirements" in parts else ""


def _from_line(line: Stated[str], development: bool) -> Dependency | None:
    text = line.value
    if text.startswith(("-e ", "--editable ")) or "://" in text.partition(" ")[0]:
        egg = _EGG.search(text)
        return Dependency(egg[1], line.location, None, development) if egg else None
    if text.startswith(("-", ".", "/")):
        return None
    return dependency(text, line.location, development)


def _lines(source: Source) -> Iterator[Stated[str]]:
    """Each statement with the line it begins on; a backslash at the end joins lines."""
    joined, begun = "", 0
    for number, raw in enumerate(source.text.splitlines(), start=1):
        line = "" if raw.lstrip().startswith("#") else raw.partition(" #")[0].rstrip()
        if not joined:
            begun = number
        joined += line.removesuffix("\\")
        if line.endswith("\\") and len(joined) < _LONGEST:
            continue
        text = joined.strip()
        joined = ""
        if text:
            yield Stated(text, source.at(begun, 1))
    if joined.strip():
        yield Stated(joined.strip(), source.at(begun, 1))
