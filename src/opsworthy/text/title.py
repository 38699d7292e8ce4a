"""The title of a Markdown text: its first heading, without reading the rest."""

import re

from opsworthy.text.location import Stated
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_ATX = regex(r" {0,3}#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_SETEXT = regex(r" {0,3}(?:=+|-+)[ \t]*$")
_FENCE = regex(r" {0,3}(`{3,}|~{3,})")
_HTML = regex(r"<h[1-3]\b[^<>]*>([^<]*)</h[1-3]>", re.IGNORECASE)
_LINK = regex(r"!?\[([^\[\]]*)\](?:\([^()\s]*\)|\[[^\[\]]*\])")
_MARKS = regex(r"[*`]|<[^<>]*>|\{#[^{}]*\}")
_MOST_LINES = 400
_LONGEST_LINE = 1000


def title_of(source: Source) -> Stated[str] | None:
    """The first heading that has words, with its line; None where the first lines have none."""
    lines = [line[:_LONGEST_LINE] for line in source.text.removeprefix("\ufeff").splitlines()[:_MOST_LINES]]
    position = _after_front_matter(lines)
    fence = ""
    while position < len(lines):
        line = lines[position]
        mark = _FENCE.match(line)
        if fence or mark:
            fence = _next_fence(fence, mark.group(1) if mark else "")
        elif "<!--" in line:
            position = _after_comment(lines, position)
            continue
        else:
            title = _plain(_heading(lines, position))
            if title:
                return Stated(title, source.at(position + 1, 1))
        position += 1
    return None


def _after_front_matter(lines: list[str]) -> int:
    if lines[:1] in (["---"], ["+++"]):
        return next((number + 1 for number in range(1, len(lines)) if lines[number].rstrip() == lines[0]), 0)
    return 0


def _next_fence(fence: str, mark: str) -> str:
    """The fence that is open after a line: a fence is closed by one of its own kind that is no shorter."""
    if not fence:
        return mark
    return "" if mark.startswith(fence) else fence


def _after_comment(lines: list[str], position: int) -> int:
    while position < len(lines) and "-->" not in lines[position]:
        position += 1
    return position + 1


def _heading(lines: list[str], position: int) -> str:
    line = lines[position]
    for pattern in (_ATX, _HTML):
        match = pattern.match(line) if pattern is _ATX else pattern.search(line)
        if match is not None:
            return match.group(1) or ""
    following = lines[position + 1] if position + 1 < len(lines) else ""
    begins_block = line.startswith(("    ", "\t")) or line.lstrip().startswith((">", "- ", "* ", "|"))
    return line if _SETEXT.match(following) and line.strip() and not begins_block else ""


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", _LINK.sub(r"\1", text))).split())
