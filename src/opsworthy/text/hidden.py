"""What a Markdown text holds and no reader of the rendered page sees: comments, and elements that a style hides."""

import re
from collections.abc import Iterator
from functools import lru_cache

from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex
from opsworthy.text.withdrawn import may_repeat, may_withdraw, repeated, withdrawn

_FENCE = regex(r"[ \t]*(?:[-*+>]\s+|\d{1,9}[.)]\s+)*(`{3,}|~{3,})")
_SPAN = regex(r"(`+)([^`\n]+)\1(?!`)")
_COMMENT = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NOTE = regex(r"^ {0,3}\[[^\]\n]{1,60}\]:\s*(?:#|<>)\s*(?:\(.*\)|\".*\"|'.*')\s*$", re.MULTILINE)
_OPENING = regex(r"<(?P<tag>[a-zA-Z][a-zA-Z0-9]{0,20})(?P<attributes>(?:\s[^<>]{0,2000})?)>")
_NOWHERE = regex(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:\.0+)?(?:px|pt|r?em|%)?\s*(?:[;\"'!]|$)"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:[;\"'!]|$)|(?:left|top|text-indent)\s*:\s*-\d{3,}"
    r"|(?<![a-z-])(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*[;\"']"
    r"|clip\s*:\s*rect\(0",
    re.IGNORECASE,
)
_COLOUR = regex(r"(?<![a-z-])color\s*[:=]\s*[\"']?\s*(white|#fff(?:fff)?|transparent|rgba?\([^)]{0,40}\))", re.IGNORECASE)
_GROUND = regex(r"background(?:-color)?\s*:\s*([#\w(),. ]{1,40})", re.IGNORECASE)
_PALE = regex(r"white|transparent|#fff(?:fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255.*|rgba\(.*,\s*0(?:\.0+)?\s*\)", re.IGNORECASE)
_HIDDEN = regex(r"\shidden(?=[\s=/>]|$)", re.IGNORECASE)
_UNSHOWN = frozenset(["script", "style", "template", "noscript"])
_EMPTY = frozenset(["br", "hr", "img", "input", "meta", "link", "area", "col", "source", "wbr"])
_MAY = regex(
    r"<!--|<[a-z][^<>]{0,2000}(?:\shidden|\sstyle\s*=)|<(?:font|script|style|template|noscript)\b|\]:\s*(?:#|<>)", re.IGNORECASE
)
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch of a text, by offsets; `text` is what it hides, without its marks; `how` is comment, note, style,
    program (a script or a style sheet) or withdrawn (it can be seen and does not count)."""

    start: int
    end: int
    text: str
    how: str


@lru_cache(maxsize=16)
def hidden(text: str) -> tuple[Hidden, ...]:
    """Every hidden stretch outside code blocks and code spans, in the order of the text."""
    doubtful, hides = may_withdraw(text), ("<" in text or "]:" in text) and _MAY.search(text) is not None
    if not doubtful and not hides:
        return ()
    stretches = withdrawn(text, lambda: _without_code(text)) if doubtful else ()
    found = [Hidden(start, end, text[start:end], "withdrawn") for start, end in stretches]
    if not hides:
        return tuple(sorted(found, key=lambda each: each.start))
    bare = _without_code(text)
    comments = _COMMENT.finditer(bare)
    found += [Hidden(each.start(), each.end(), each.group()[4:].removesuffix("-->"), "comment") for each in comments]
    found += [Hidden(each.start(), each.end(), each.group(), "note") for each in _NOTE.finditer(bare)]
    found += _elements(_blanked(bare, found))
    return tuple(sorted(found, key=lambda each: each.start))


def copies(text: str) -> list[list[tuple[int, int]]]:
    """The bodies that stand word for word below many different headings, each with all its places."""
    return repeated(text, _without_code(text)) if may_repeat(text) else []


@lru_cache(maxsize=16)
def visible(text: str) -> str:
    """The text with blanks where something is hidden; lines and columns stay what they were."""
    stretches = hidden(text)
    return _blanked(text, stretches) if stretches else text


@lru_cache(maxsize=16)
def unstyled(text: str) -> str:
    """The text with blanks where a style hides something or it does not count; comments stay, for they say things to programs."""
    stretches = [each for each in hidden(text) if each.how in ("style", "program", "withdrawn")]
    return _blanked(text, stretches) if stretches else text


def _blanked(text: str, stretches: "list[Hidden] | tuple[Hidden, ...]") -> str:
    parts: list[str] = []
    at = 0
    for each in sorted(stretches, key=lambda stretch: stretch.start):
        if each.end > at:
            parts += [text[at : each.start], re.sub(r"[^\r\n]", " ", text[max(each.start, at) : each.end])]
            at = each.end
    return "".join([*parts, text[at:]])


def _elements(text: str) -> Iterator[Hidden]:
    """Elements that a style, an attribute or their own kind hides; one that is never closed hides all that follows."""
    at = 0
    for opening in list(_OPENING.finditer(text))[:_MOST]:
        tag, attributes = opening["tag"].lower(), opening["attributes"]
        if opening.start() < at or tag in _EMPTY or attributes.endswith("/") or not _hides(tag, attributes):
            continue
        at = _closed(text, tag, opening.end())
        yield Hidden(opening.start(), at, text[opening.end() : at], "program" if tag in _UNSHOWN else "style")


def _hides(tag: str, attributes: str) -> bool:
    if tag in _UNSHOWN or _NOWHERE.search(attributes) or _HIDDEN.search(re.sub(r"\"[^\"]*\"|'[^']*'", "", attributes)):
        return True
    colour, ground = _COLOUR.search(attributes), _GROUND.search(attributes)
    pale = colour is not None and _PALE.fullmatch(colour.group(1).strip()) is not None
    return pale and (ground is None or _PALE.match(ground.group(1).strip()) is not None)


def _closed(text: str, tag: str, start: int) -> int:
    """Where the element that was opened before `start` ends."""
    depth = 1
    for mark in re.compile(rf"<(/?){tag}\b[^<>]*>", re.IGNORECASE).finditer(text, start):
        depth += -1 if mark.group(1) else 1
        if depth == 0:
            return mark.end()
    return len(text)


@lru_cache(maxsize=4)
@lru_cache(maxsize=4)
def _without_code(text: str) -> str:
    """The text with the contents of code blocks and code spans blanked out; as long as before."""
    lines = text.splitlines(keepends=True)
    fence = ""
    for at, line in enumerate(lines):
        found = _FENCE.match(line) if "`" in line or "~" in line else None
        if found and (not fence or (found.group(1).startswith(fence) and not line.strip().strip("`~"))):
            fence = "" if fence else found.group(1)
            continue
        if fence:
            bare = line.rstrip("\r\n")
            lines[at] = " " * len(bare) + line[len(bare) :]
        elif "`" in line:
            lines[at] = _SPAN.sub(lambda span: " " * len(span.group()), line)
    return "".join(lines)
