"""The lines of a Markdown text by what they are, as far as a waiver needs to know what it stands over."""

from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_FENCE = regex(r"\s*(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}|~{3,})")
_HEADING = regex(r" {0,3}(#{1,6})(?:\s|$)")
_UNDERLINE = regex(r" {0,3}(=+|-+)\s*$")
_ITEM = regex(r"\s*(?:[-*+]|\d{1,9}[.)])\s")


@dataclass(frozen=True, slots=True)
class Outline:
    """`fences` and `headings` by 1-based line: the lines of each code block, the level of each heading."""

    lines: tuple[str, ...]
    fences: tuple[tuple[int, int], ...]
    headings: tuple[tuple[int, int], ...]

    def in_fence(self, line: int) -> bool:
        return any(first <= line <= last for first, last in self.fences)

    def scope(self, first: int, last: int) -> tuple[int, int]:
        """The lines that a comment on these lines speaks of: its own line where it shares it with other words, the document
        where no heading stands before it, the section where it stands right under or over a heading, else the next block."""
        if self._shares(first, last):
            return first, last
        above = [(line, level) for line, level in self.headings if line < first]
        if not above:
            return 1, len(self.lines)
        line, level = above[-1]
        if all(self._silent(at) for at in range(line + 1, first)):
            return (1 if len(above) == 1 and level == 1 else line), self._section_end(line, level)
        below = next((at for at in range(last + 1, len(self.lines) + 1) if not self._silent(at)), None)
        if below is None:
            return last, last
        here = next((level for line, level in self.headings if line == below), None)
        return (below, self._section_end(below, here)) if here is not None else (below, self._block_end(below))

    def _shares(self, first: int, last: int) -> bool:
        before, _, _ = self.lines[first - 1].partition("<!--")
        _, _, after = self.lines[last - 1].rpartition("-->")
        return bool(before.strip(" >\t") or after.strip())

    def _silent(self, line: int) -> bool:
        text = self.lines[line - 1].strip()
        return not text or (text.startswith("<!--") and text.endswith("-->")) or bool(_UNDERLINE.match(text))

    def _section_end(self, line: int, level: int) -> int:
        following = (at - 1 for at, other in self.headings if at > line and other <= level)
        return next(following, len(self.lines))

    def _block_end(self, line: int) -> int:
        fence = next((last for first, last in self.fences if first == line), None)
        if fence is not None:
            return fence
        at, in_list = line, bool(_ITEM.match(self.lines[line - 1]))
        while at < len(self.lines) and not any(heading == at + 1 for heading, _ in self.headings):
            following = self.lines[at]
            belongs = following.strip() or in_list
            if following.strip() and not self.lines[at - 1].strip():
                belongs = in_list and (following.startswith((" ", "\t")) or bool(_ITEM.match(following)))
            if not belongs:
                break
            at += 1
        return at


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text as Markdown counts them: LF, CRLF and CR end a line, form feeds and the like do not."""
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def outline(text: str) -> Outline:
    """Reads the lines of a Markdown text; a code block that is never closed runs to the end, as in CommonMark."""
    lines = lines_of(text)
    fences: list[tuple[int, int]] = []
    headings: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    front = _front_matter(lines)
    for at, line in enumerate(lines[front:], front + 1):
        fence = _FENCE.match(line)
        if opened:
            if fence and line.strip().strip(opened[1][0]) == "" and len(fence.group(1)) >= len(opened[1]):
                fences.append((opened[0], at))
                opened = None
        elif fence:
            opened = (at, fence.group(1))
        elif heading := _HEADING.match(line):
            headings.append((at, len(heading.group(1))))
        elif (under := _UNDERLINE.match(line)) and at > 1 and _paragraph(lines[at - 2]):
            headings.append((at - 1, 1 if under.group(1)[0] == "=" else 2))
    if opened:
        fences.append((opened[0], len(lines)))
    return Outline(lines, tuple(fences), tuple(headings))


def _front_matter(lines: tuple[str, ...]) -> int:
    """How many lines the front matter takes, with both its marks."""
    if lines[0].rstrip() != "---":
        return 0
    return next((at + 1 for at, line in enumerate(lines) if at and line.rstrip() in ("---", "...")), 0)


def _paragraph(line: str) -> bool:
    """Whether a line could be the words of an underlined heading."""
    starts = ("#", "|", ">", "-", "*", "+", "```", "~~~", "<!--", "    ", "\t")
    return bool(line.strip()) and not line.startswith(starts) and not line.strip().startswith(starts)
