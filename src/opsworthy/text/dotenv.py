"""Environment files (`NAME=value`) as assignments with locations and the comments that stand before them."""

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_ASSIGNMENT = regex(r"\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.\-]*)\s*(?:=|:\s)\s*")
_COMMENTED = regex(r"#+\s?(?:export\s+)?([A-Z][A-Z0-9_]*)=(\S*)\s*(?:#.*)?$")
_INLINE = regex(r"(?:^|\s)#(.*)$")
_RULER = regex(r"[\s#=*~_+\-]*$")


@dataclass(frozen=True, slots=True)
class Assignment:
    """One `NAME=value`. `comment` joins the comment lines right above and the one on the line; `commented` marks a line that
    is itself commented out, as optional variables are often shown."""

    name: str
    value: str
    location: Location
    comment: str | None = None
    commented: bool = False


def parse(source: Source) -> tuple[Assignment, ...]:
    """Every assignment of the file; lines of any other kind are passed over."""
    lines = source.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found: list[Assignment] = []
    comments: list[str] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        number, position = position + 1, position + 1
        shown = _COMMENTED.match(line.strip())
        if shown is not None:
            place = source.at(number, line.index(shown.group(1)) + 1)
            found.append(Assignment(shown.group(1), _unquoted(shown.group(2)), place, _joined(comments), commented=True))
            comments = []
        elif line.lstrip().startswith("#"):
            comments.append(line.strip().lstrip("#").strip())
        elif (match := _ASSIGNMENT.match(line)) is not None:
            value, inline, position = _value(lines, number - 1, match.end())
            place = source.at(number, match.start(1) + 1)
            found.append(Assignment(match.group(1), value, place, _joined([*comments, *inline])))
            comments = []
        else:
            comments = []
    return tuple(found)


def _value(lines: list[str], position: int, start: int) -> tuple[str, list[str], int]:
    """The value that begins in a line, its inline comment, and the line after it; a quoted value may span lines."""
    rest = lines[position][start:]
    quote = rest[:1] if rest[:1] in ("'", '"', "`") else ""
    if not quote:
        comment = _INLINE.search(rest)
        value = rest[: comment.start()] if comment else rest
        return value.strip(), [comment.group(1).strip()] if comment else [], position + 1
    text, last = rest[1:], position
    closing = _closing(text, quote)
    while closing < 0 and last + 1 < len(lines) and last - position < 200:
        last += 1
        text += "\n" + lines[last]
        closing = _closing(text, quote)
    if closing < 0:
        return rest.strip(), [], position + 1
    comment = _INLINE.search(text[closing + 1 :])
    return text[:closing], [comment.group(1).strip()] if comment else [], last + 1


def _closing(text: str, quote: str) -> int:
    position = 0
    while position < len(text):
        if text[position] == "\\" and quote == '"':
            position += 2
            continue
        if text[position] == quote:
            return position
        position += 1
    return -1


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text


def _joined(comments: list[str]) -> str | None:
    written = " ".join(comment for comment in comments if comment and not _RULER.match(comment))
    return written or None
