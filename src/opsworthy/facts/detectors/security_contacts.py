"""Addresses to report to: the links to mail addresses of SECURITY.md and SUPPORT.md, and the fields of security.txt."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.operations import Contact
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_POLICIES = {"security.md": "security", "support.md": "support"}
_FOLDERS = ("", ".github", "docs")
_ADDRESS = regex(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w-])")
_FIELD = regex(r"(?i:contact):\s*(\S{1,300})\s*")
_UNREAL = ("example.com", "example.org", "example.net", "domain.com", "users.noreply.github.com")


def _wants(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return (folder in _FOLDERS and name.lower() in _POLICIES) or path.endswith(".well-known/security.txt")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        name = source.path.rpartition("/")[2].lower()
        if name in _POLICIES:
            yield from _addresses(source, _POLICIES[name])
        else:
            yield from _fields(source)


def _addresses(source: Source, about: str) -> Iterator[Contact]:
    """Each address once, at the line that gives it first; code blocks are left out."""
    seen: set[str] = set()
    fenced = False
    for number, line in enumerate(source.text.splitlines(), start=1):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        for found in () if fenced or "@" not in line else _ADDRESS.finditer(line[:2000]):
            address = found.group().lower()
            if address not in seen and not address.endswith(_UNREAL):
                seen.add(address)
                place = Location(source.path, number, found.start() + 1)
                yield Contact(about, "email", "policy", place, found.group(), about)


def _fields(source: Source) -> Iterator[Contact]:
    for number, line in enumerate(source.text.splitlines()[:1000], start=1):
        field = _FIELD.fullmatch(line)
        if field is not None:
            handle = field.group(1).removeprefix("mailto:")
            kind = "email" if "@" in handle and "://" not in handle else "link"
            yield Contact("security", kind, "policy", Location(source.path, number, 1), handle, "security")


DETECTOR = Detector(
    "security_contacts",
    "addresses of security and support policies",
    _wants,
    _detect,
    looks_at=("security.md", "support.md", "security.txt"),
)
