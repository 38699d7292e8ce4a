"""The secrets that a document lists itself: in the rows of tables, in list items with what is said below them, under headings."""

import re
from collections.abc import Iterator

from opsworthy.documents.document import Document
from opsworthy.rules.shapes.reading import Passage, Reading, Row, reading
from opsworthy.rules.shapes.section import regions
from opsworthy.rules.shapes.subject import means
from opsworthy.system.model import Secret
from opsworthy.system.secret_types import OTHER, opens_nothing, secret_type
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_CODE = regex(r"`([^`\n]{2,120})`")
_IDENTIFIER = regex(r"\$?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z0-9]+(?:[-_/.][a-z0-9]+)+", re.ASCII)
_ITEM = regex(r"(\s*)(?:[-*+]|\d{1,3}[.)])\s+(.*)")
_ROTATED = regex(r"\b(?:rotat|renew|replac)ed\b", re.IGNORECASE)
_SPAN = regex(
    r"\b(?:every|each|once an?|twice an?)\s[\w ]{3,30}|\b\d+\s?(?:days|weeks|months)\b|\b(?:week|month|quarter|annual|year)ly\b",
    re.IGNORECASE,
)
_BY = regex(r"\bby (?:the |our |an? )?([A-Za-z][\w '-]{2,60})", re.IGNORECASE)
_MAY = regex(r"[^.;:]{3,120}\b(?:can|may|read|reads|access)\b[^.;]{0,80}", re.IGNORECASE)
_FIELD = regex(r"\s*(?:[-*+]\s+)?(?:\*\*|__)?([A-Za-z][\w /-]{2,40}?)(?:\*\*|__)?\s*:(?:\*\*|__)?\s*(.*)")


@dataclass(frozen=True)
class Entry:
    """One secret, or one type of secrets, of a list. `rotation`, `access` and `owner` are what is said of it there: None where
    the list has no place for it, empty where it has one and nothing stands in it."""

    name: str
    location: Location
    rotation: str | None = None
    access: str | None = None
    owner: str | None = None

    @property
    def is_type(self) -> bool:
        """Whether it speaks of a kind, such as “database passwords”, rather than of one by its name."""
        return not _IDENTIFIER.fullmatch(self.name)

    def speaks_of(self, secret: Secret) -> bool:
        names = {secret.name, secret.remote, secret.object if not secret.key else None, f"{secret.object}/{secret.key}"}
        if any(name and (name == self.name or _last(name) == _last(self.name)) for name in names):
            return True
        return self.is_type and secret_type(self.name) == secret_type(secret.name) != OTHER


def _last(name: str) -> str:
    """The last word of a path, as code and stores both write it: `prod/api/jwt-secret` and `JWT_SECRET`."""
    return name.rpartition("/")[2].lower().replace("_", "-")


def entries(document: Document) -> tuple[Entry, ...]:
    """The secrets that the document lists, in its order; what opens nothing, such as the name of a user, is left out."""
    read = reading(document)
    found: dict[int, Entry] = {}
    for region in regions(document, "secrets"):
        for entry in (*_of_rows(region), *_of_items(region, read)):
            if not (_IDENTIFIER.fullmatch(entry.name) and opens_nothing(entry.name)):
                found.setdefault(entry.location.line, entry)
    return tuple(found[line] for line in sorted(found))


def left_blank(document: Document) -> tuple[tuple[Entry, str], ...]:
    """The secrets of which the list leaves out who may read them, or who owns them, where it says so of others."""
    listed = entries(document)
    found = [(each, "who may read") for each in listed if each.access is not None and not each.access.strip(" -–—")]
    named = [each.access for each in listed if each.access]
    owned = [each for each in listed if each.owner]
    found = found if named or owned else []
    found += [
        (each, "who owns") for each in listed if each.owner is not None and not each.owner.strip(" -–—") and (owned or named)
    ]
    return tuple(found)


def _of_rows(region: Passage) -> Iterator[Entry]:
    for row in region.rows:
        if row.cells and row.cells[0].strip() and means(row.header[0], "secret-name") and _tells(row):
            rotation = row.cell("secret-frequency") if row.has("secret-frequency") else None
            access = _readers(row)
            owner = row.cell("secret-owner") if row.has("secret-owner") else None
            yield Entry(_plain(row.cells[0]), row.location, rotation, access, owner)


def _readers(row: Row) -> str | None:
    """The cell that says who may read it, apart from who owns it; None where no column does."""
    told = (cell for name, cell in zip(row.header, row.cells, strict=False) if means(name, "secret-access"))
    apart = [cell for name, cell in zip(row.header, row.cells, strict=False) if _is_access(name)]
    return apart[0] if apart else next(told, None)


def _is_access(name: str) -> bool:
    return means(name, "secret-access") and not means(name, "secret-owner")


def _tells(row: Row) -> bool:
    """A table of secrets, not one of the variables that the code reads."""
    return row.has("secret-frequency") or row.has("secret-access") or means(row.header[0], "secrets")


def _of_items(region: Passage, read: Reading) -> Iterator[Entry]:
    """List items that begin with a name in code, each with the fields below it or behind it."""
    fenced = {at for fence in region.fences for at in range(fence.location.line, fence.location.end_line + 1)}
    for at in range(region.first, region.last + 1):
        item = _ITEM.match(read.line(at)) if at not in fenced else None
        named = re.match(r"\W{0,4}`([^`\n]{2,120})`", item.group(2)) if item else None
        if item and named and _IDENTIFIER.fullmatch(named.group(1)) and "=" not in named.group(1):
            told = dict(_fields(read, at, len(item.group(1)), region.last)) or _in_words(item.group(2))
            if told:
                place = Location(region.location.path, at)
                yield Entry(named.group(1), place, told.get("rotation"), told.get("access"), told.get("owner"))


def _in_words(text: str) -> dict[str, str]:
    """What the sentences of an item say: `Rotated every 90 days by the team; only the pods may read it`. An item that says
    nothing of rotation is no entry."""
    if not _ROTATED.search(text):
        return {}
    spoken, owner, access = _SPAN.search(text), _BY.search(text), _MAY.search(text)
    return {
        "rotation": spoken[0] if spoken else "", "owner": owner[1] if owner else "", "access": access[0] if access else "",
    }  # fmt: skip


def _fields(read: Reading, at: int, indent: int, last: int) -> Iterator[tuple[str, str]]:
    """`Rotation: quarterly` and `Access: the api only` in the lines that belong to an item."""
    for below in range(at + 1, min(last, at + 20) + 1):
        line = read.line(below)
        if not line.strip() or len(line) - len(line.lstrip()) <= indent:
            return
        field = _FIELD.match(line)
        for kind in ("frequency", "access") if field else ():
            if field and means(field.group(1), f"secret-{kind}"):
                yield ("rotation" if kind == "frequency" else kind), field.group(2).strip()


def _plain(cell: str) -> str:
    code = _CODE.search(cell)
    return (code.group(1) if code else cell.replace("*", "").replace("`", "")).strip()
