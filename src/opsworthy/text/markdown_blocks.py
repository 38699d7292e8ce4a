"""The block rules of markdown-it asked only where they can fit: a line's first character says which of them may begin there.

What is read is the same as with markdown-it's own loops, which ask every rule at every line.
"""

from collections.abc import Callable
from itertools import accumulate
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

_Rule = Callable[[StateBlock, int, int, bool], bool]

_BEGINNINGS = {
    "fence": "`~", "blockquote": ">", "hr": "*-_", "list": "*+-0123456789", "reference": "[", "html_block": "<", "heading": "#",
}  # fmt: skip
_INDENTED = 4
_CODE = _INDENTED - 1
_MADE = Token.__new__
_BLANKS = " \t"


class Options(OptionsDict):
    """Says what is not set without raising anything on the way; a list asks for each of its items."""

    def get(self, key: str, default: Any = None) -> Any:
        return self._options.get(key, default)


class _State(StateBlock):
    """Makes tokens and cuts lines faster."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__("", md, env, tokens)
        self.src = src
        lines = src.split("\n")
        if not lines[-1].strip(_BLANKS):
            lines.pop()
        begun = [0, *accumulate(len(line) + 1 for line in lines)]
        self.bMarks = [*begun[:-1], len(src)]
        self.eMarks = [*(start + len(line) for start, line in zip(begun, lines, strict=False)), len(src)]
        self.tShift = [len(line) - len(line.lstrip(_BLANKS)) if line[:1] in _BLANKS else 0 for line in lines] + [0]
        self.sCount = [
            len(line[:shift].expandtabs(_INDENTED)) if shift and "\t" in line else shift
            for line, shift in zip(lines, self.tShift, strict=False)
        ] + [0]
        self.bsCount = [0] * (len(lines) + 1)
        self.lineMax = len(lines)

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = _MADE(Token)
        token.type, token.tag, token.nesting = ttype, tag, nesting
        token.attrs, token.meta = {}, {}
        token.map = token.children = None
        token.content = token.markup = token.info = ""
        token.block, token.hidden = True, False
        if nesting < 0:
            self.level -= 1
        token.level = self.level
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token

    def getLines(self, begin: int, end: int, indent: int, ended: bool) -> str:  # noqa: N802
        if indent or begin >= end:
            return super().getLines(begin, end, indent, ended)
        last = self.eMarks[end - 1] + ended
        if end == begin + 1:
            return self.src[self.bMarks[begin] : last]
        lines = [self.src[self.bMarks[line] : self.eMarks[line] + 1] for line in range(begin, end - 1)]
        return "".join([*lines, self.src[self.bMarks[end - 1] : last]])


class Blocks(ParserBlock):
    """The rules of a reader of Markdown, sorted by the characters that they begin with."""

    def __init__(self, reader: MarkdownIt) -> None:
        super().__init__()
        self.ruler = reader.block.ruler
        rules = dict(zip(self.ruler.get_active_rules(), self.ruler.getRules(""), strict=True))
        self._deepest = reader.options.maxNesting
        ending = frozenset(self.ruler.getRules("paragraph"))
        self._table, self._code, self._lheading = (rules[name] for name in ("table", "code", "lheading"))
        self._beginning = _by_character(rules)
        self._ending = {mark: tuple(rule for rule in each if rule in ending) for mark, each in self._beginning.items()}

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token] | None:
        if not src:
            return None
        state = _State(src, md, env, tokens)
        self.tokenize(state, state.line, state.lineMax)
        return state.tokens

    def tokenize(self, state: StateBlock, line: int, end: int) -> None:
        """markdown-it's own loop over the blocks of some lines."""
        spaced = False
        while line < end:
            state.line = line = state.skipEmptyLines(line)
            if line >= end or state.sCount[line] < state.blkIndent:
                break
            if state.level >= self._deepest:
                state.line = end
                break
            self._block(state, line, end)
            state.tight = not spaced
            line = state.line
            if line - 1 < end and state.isEmpty(line - 1):
                spaced = True
            if line < end and state.isEmpty(line):
                spaced = True
                line += 1
                state.line = line

    def _block(self, state: StateBlock, line: int, end: int) -> None:
        if state.sCount[line] - state.blkIndent >= _INDENTED and line:
            self._code(state, line, end, False)
            return
        mark = state.src[state.bMarks[line] + state.tShift[line]]
        if line == 0:  # The front matter, and what its rule does on the first line.
            for rule in self.ruler.getRules(""):
                if rule(state, line, end, False):
                    return
        if line + 1 < end and _heads(state, line) and self._table(state, line, end, False):
            return
        for rule in self._beginning.get(mark, ()):
            if rule(state, line, end, False):
                return
        if _underlined(state, line, end) and self._lheading(state, line, end, False):
            return
        self._paragraph(state, line)

    def _paragraph(self, state: StateBlock, start: int) -> None:
        state.parentType = "paragraph"  # And stays it: markdown-it's rule of underlined headings leaves it so.
        line, last = start + 1, state.lineMax
        while line < last and not state.isEmpty(line) and not self._ends(state, line, last):
            line += 1
        content = mdTrim(state.getLines(start, line, state.blkIndent, False))
        state.line = line
        state.push("paragraph_open", "p", 1).map = [start, line]
        token = state.push("inline", "", 0)
        token.content, token.map, token.children = content, [start, line], []
        state.push("paragraph_close", "p", -1)

    def _ends(self, state: StateBlock, line: int, last: int) -> bool:
        """Whether a block begins on a line that would else go on with the paragraph."""
        if state.sCount[line] - state.blkIndent > _CODE or state.sCount[line] < 0:
            return False
        mark = state.src[state.bMarks[line] + state.tShift[line]]
        rules = self._ending.get(mark)
        if rules and any(rule(state, line, last, True) for rule in rules):
            return True
        return line + 1 < last and _heads(state, line) and self._table(state, line, last, True)


def _by_character(rules: dict[str, _Rule]) -> dict[str, tuple[_Rule, ...]]:
    marks = {mark for each in _BEGINNINGS.values() for mark in each}
    return {mark: tuple(rules[name] for name in rules if mark in _BEGINNINGS.get(name, "")) for mark in marks}


def _heads(state: StateBlock, line: int) -> bool:
    """Whether the line below may be the one under the header of a table."""
    at = state.bMarks[line + 1] + state.tShift[line + 1]
    return at < state.eMarks[line + 1] and state.src[at] in "|-:"


def _underlined(state: StateBlock, line: int, end: int) -> bool:
    """Whether a line that may underline begins below, before the first empty one."""
    for below in range(line + 1, end):
        at = state.bMarks[below] + state.tShift[below]
        if at >= state.eMarks[below]:
            return False
        if state.src[at] in "-=":
            return True
    return False
