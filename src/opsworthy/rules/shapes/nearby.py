"""What a broken link was probably meant to lead to: the one file of that name, the one heading that is nearly the same."""

from difflib import SequenceMatcher
from functools import lru_cache
from posixpath import basename, dirname, relpath
from urllib.parse import quote, unquote

from opsworthy.documents.document import Document, Link
from opsworthy.findings.patch import Edit, Patch
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.anchor import anchors, anchors_of_text, plain_slug
from opsworthy.rules.shapes.link import found_at, place
from opsworthy.rules.shapes.reading import reading
from opsworthy.text.address import split
from opsworthy.text.location import Location

_ALIKE = 0.82
_BIG = 400
# Names that stand in many folders and mean something else in each.
_EVERYWHERE = frozenset(
    ["readme.md", "index.md", "config.yaml", "config.yml", "values.yaml", "main.tf", "action.yml", "index.html", "license"]
)


def mended(subject: Subject, document: Document, link: Link) -> Patch | None:
    """The edit that leads the link to its only near candidate; None where there is none, or more than one."""
    parts = split(link.target)
    path = place(document, link)
    found = (found_at(subject.system, document, parts.path, path) or "") if path else document.path
    if not found:
        moved = _moved(subject, document, unquote(parts.path))
        target = f"{moved}#{parts.fragment}" if moved and parts.fragment else moved
    else:
        target = _renamed(subject, document, found, parts.path, parts.fragment)
    return _edit(document, link, target) if target else None


def _moved(subject: Subject, document: Document, written: str) -> str:
    """Where the only file of that name stands now, as seen from the document."""
    name = basename(written.rstrip("/"))
    same = _named(subject.system.paths).get(name.lower(), []) if "." in name else []
    ending = [path for path in same if path == written.lstrip("./") or path.endswith(f"/{written.lstrip('./')}")]
    same = ending if "/" in written and ending else [] if name.lower() in _EVERYWHERE else same
    if len(same) != 1 or same[0] == document.path:
        return ""
    return quote(relpath(same[0], dirname(document.path) or "."), safe="/.-_~()+@,")


@lru_cache(maxsize=4)
def _named(paths: frozenset[str]) -> dict[str, list[str]]:
    """The paths of a repository by the names of their files, in lower case."""
    found: dict[str, list[str]] = {}
    for path in paths:
        found.setdefault(basename(path).lower(), []).append(path)
    return found


def _renamed(subject: Subject, document: Document, found: str, path: str, fragment: str) -> str:
    if found == document.path:
        known = anchors(document)
    else:
        text = subject.text_of(found) if subject.text_of else None
        known = anchors_of_text(found, text) if text is not None else frozenset()
    wanted = plain_slug(fragment.lower())
    if not wanted or len(known) > _BIG:
        return ""
    near = [each for each in known if _alike(wanted, plain_slug(each))]
    return f"{path}#{near[0]}" if len(near) == 1 else ""


def _alike(wanted: str, known: str) -> bool:
    """Nearly the same letters, or the same words with one more."""
    if not known:
        return False
    own, other = set(wanted.split("-")), set(known.split("-"))
    if len(own & other) >= 2 and (own <= other or other <= own) and abs(len(own) - len(other)) == 1:
        return True
    return SequenceMatcher(None, wanted, known).ratio() >= _ALIKE


def _edit(document: Document, link: Link, target: str) -> Patch | None:
    """Replaces the target where the link is written, if it stands there exactly once."""
    line = reading(document).line(link.location.line)
    start = max(link.location.column - 1, 0)
    end = (
        link.location.end_column - 1
        if link.location.end_line in (0, link.location.line) and link.location.end_column
        else len(line)
    )
    at = line.find(f"]({link.target}", start, end + 1)
    if at < 0 or line.find(f"]({link.target}", at + 1, end + 1) >= 0:
        return None
    column = at + 3
    place = Location(document.path, link.location.line, column, link.location.line, column + len(link.target))
    return Patch((Edit(place, target),), f"leads the link to {target}")
