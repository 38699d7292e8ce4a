"""The versions of command-line tools that a document asks for, or that the repository pins for whoever works in it."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from opsworthy.findings.outcome import Confidence
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.reading import Reading
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_WANTED = regex(
    r"\b(?:prerequisites?|requirements?|required tools?|tools?|tooling|you(?:'ll)? need|versions?|before you begin)\b",
    re.IGNORECASE,
)
_OPERATOR = regex(
    r"\s?[`*]{0,4}\s?(?:\(|\||:|version|CLI)?\s?[`*]{0,2}"
    r"(?P<least>>=|≥|~>|\^)?\s?v?(?P<version>\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)(?P<more>\+|\.x)?"
)
_LEAST = regex(r"\+|(?:or|and) (?:later|newer|higher|above)|(?:at least|minimum)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A version and where it stands; `confidence` is how sure it is that the commands run with it."""

    version: str
    location: Location
    confidence: Confidence


def asked_for(read: Reading, subject: Subject) -> Mapping[str, Asked]:
    """One version for each tool: what the document says itself, else what the files pin. A tool for which there are two has
    none."""
    found: dict[str, list[Asked]] = {}
    for tool, each in (*_in_document(read), *_pinned(subject)):
        found.setdefault(tool, []).append(each)
    return {tool: every[0] for tool, every in found.items() if len({each.version for each in every}) == 1}


def _in_document(read: Reading) -> Iterator[tuple[str, Asked]]:
    wanted = {at for each in read.headed if _WANTED.search(each.title) for at in range(each.first, each.last + 1)}
    for at, line in read.whole.lines:
        if at not in wanted or at in read.fenced or not any(each.isdigit() for each in line):
            continue
        for name in _names().finditer(line):
            said = _OPERATOR.match(line, name.end())
            if said is not None:
                least = said["least"] or said["more"] == "+" or _LEAST.search(line, said.end())
                sure = Confidence.MEDIUM if least else Confidence.HIGH
                yield _tools()[name[1].lower()], Asked(said["version"], Location(read.document.path, at), sure)


def _pinned(subject: Subject) -> Iterator[tuple[str, Asked]]:
    """What a version manager installs for whoever works in the repository."""
    for path in (".tool-versions", "mise.toml", ".mise.toml", ".terraform-version"):
        text = subject.text_of(path) if subject.text_of and path in subject.system.paths else None
        for at, line in enumerate((text or "").splitlines(), 1):
            found = _PIN.match(f"terraform {line}" if path.startswith(".terraform") else line)
            if found and found[1].lower() in _tools():
                yield _tools()[found[1].lower()], Asked(found[2], Location(path, at), Confidence.HIGH)


_PIN = regex(r"\"?([a-z][\w-]*)\"?\s*(?:=\s*\"|\s)v?(\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)\b")


@cache
def _tools() -> Mapping[str, str]:
    """The names of tools in running text, with the tool that each is."""
    data = data_of("opsworthy.rules.shapes", "tool_versions.toml")["tools"]
    return {name: tool for tool, names in data.items() for name in names}


@cache
def _names() -> re.Pattern[str]:
    every = "|".join(sorted(map(re.escape, _tools()), key=len, reverse=True))
    return re.compile(rf"(?<![\w./-])({every})(?![\w/-])", re.IGNORECASE)
