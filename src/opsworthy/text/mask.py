"""A shell text made digestible for a grammar, character by character, so that every position still holds: prompts, output
lines, placeholders and characters beyond ASCII are replaced by characters of no meaning."""

from bisect import bisect_right

from opsworthy.text.dataclass import dataclass
from opsworthy.text.foreign_shell import foreign_rows
from opsworthy.text.outputs import output_rows
from opsworthy.text.regex import regex

_PROMPT = regex(
    r"[ \t]*(?:\([\w .-]{1,30}\)[ \t]*)?"
    r"(?:\$>?|[❯➜»]{1,3}|[\w.-]{1,40}@[\w.-]{1,60}[^\n$#]{0,60}[$#]"
    r"|\[[\w.-]{1,40}@[^\]\n]{1,80}\][$#]|(?:ba)?sh-\d[\d.]{0,6}[$#]|/ #)"
    r"[ \t]+(?=\S)"
)
_PROMPT_MARKS = "$@#❯➜»"
_CONTINUED = regex(r"[ \t]*>[ \t]+(?=\S)")
_PLACEHOLDER = regex(
    r"(?<![<\w&])<(?=[\w$.])[^<>\n()'\"`;|&]{0,58}[^<>\n()'\"`;|&\s]>"
    # Stuck to a word, as in -n<NAMESPACE>; a choice, as in <dev|prod> and [start|stop]; and doubled, as in <<pod>>.
    r"|(?<=\w)<[^\W\d][\w.-]{1,40}>(?!\w)|<[\w./-]{1,30}(?:\|[\w./-]{1,30}){1,9}>|(?<![\w$])[\[{][\w.-]{1,30}(?:\|[\w.-]{1,30}){1,9}[\]}]"
    r"|<<[^\W\d](?:[\w .-]{0,40}\w)?>>"
    r"|\{\{[^{}\n]{1,60}\}\}"
    r"|\[(?:your|my|insert|the|YOUR|MY|INSERT|THE)[ _-][^\[\]\n]{1,50}\]"
)
_BEYOND = regex(r"[^\x20-\x7e\t\n]")
_DASH_BEFORE_HEREDOC = regex(r"(?<= )-(?= *<<)")
_CONTINUES = regex(r"\\[ \t\r]*$")


@dataclass(frozen=True, slots=True)
class Masked:
    """`text` is as long as the original and ASCII only; `outputs` are the rows that a transcript prints."""

    text: str
    outputs: tuple[tuple[int, str], ...]
    starts: tuple[int, ...]

    def position(self, offset: int) -> tuple[int, int]:
        """The row and column of an offset, from 0."""
        row = bisect_right(self.starts, offset) - 1
        return row, offset - self.starts[row]


def has_prompt(text: str) -> bool:
    """Whether any line of a text begins with a prompt such as `$ `."""
    if not any(mark in text for mark in _PROMPT_MARKS):
        return False
    return any(_PROMPT.match(line) for line in text.split("\n"))


def mask(text: str) -> Masked:
    """The text with everything that no shell grammar should see replaced."""
    lines = text.split("\n")
    outputs: list[tuple[int, str]] = []
    if has_prompt(text):
        lines = _transcript(lines, outputs)
    else:
        printed = output_rows(lines)
        outputs = [(row, lines[row].rstrip("\r")) for row in sorted(printed)]
        lines = [" " * len(line) if row in printed else line for row, line in enumerate(lines)]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    alien = foreign_rows(lines)
    plain = "\n".join(" " * len(line) if row in alien else line for row, line in enumerate(lines)) if alien else "\n".join(lines)
    if "<" in plain or "{" in plain or "[" in plain:
        fed = {line.strip() for line in lines} if "<<" in plain else set[str]()
        plain = _PLACEHOLDER.sub(lambda found: _filled(found.group(), fed), plain)
    if "<<" in plain:  # The grammar loses a lone dash that stands before a heredoc.
        plain = _DASH_BEFORE_HEREDOC.sub("P", plain)
    if not plain.isascii() or "\r" in plain:
        plain = plain.replace("\\\r\n", " \\\n").replace("\r", " ")
    return Masked(_BEYOND.sub("u", plain), tuple(outputs), tuple(starts[:-1]))


def _filled(written: str, lines: set[str]) -> str:
    """A placeholder as a plain word; `<<EOF>>` is none where a line ends the heredoc, and the grammar wants a gap in it."""
    is_heredoc = written.startswith("<<") and written[2:-2] in lines
    return f"{written[:-2]} >" if is_heredoc else "P" * len(written)


def _transcript(lines: list[str], outputs: list[tuple[int, str]]) -> list[str]:
    kept: list[str] = []
    continuing = ""
    for row, line in enumerate(lines):
        prompt = _PROMPT.match(line) or (_CONTINUED.match(line) if continuing else None)
        if prompt:
            kept.append(" " * prompt.end() + line[prompt.end() :])
        elif (continuing and continuing != ">") or line.lstrip().startswith("#") or not line.strip():
            kept.append(line)
        else:
            outputs.append((row, line.rstrip("\r")))
            kept.append(" " * len(line))
            continuing = ""
            continue
        continuing = "\\" if _CONTINUES.search(line) else ""
    return kept


def placeholders(word: str) -> tuple[str, ...]:
    """The angle-bracket, brace and square-bracket placeholders of a word."""
    return tuple(found.group() for found in _PLACEHOLDER.finditer(word))
