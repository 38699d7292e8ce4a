"""Shell text as simple commands with places: scripts, console transcripts, broken text. Nothing is ever run or expanded."""

from dataclasses import field
from functools import cache

import tree_sitter_bash
from tree_sitter import Language, Node, Parser, Range

from opsworthy.text.dataclass import dataclass
from opsworthy.text.excerpt import Excerpt
from opsworthy.text.location import Location
from opsworthy.text.mask import Masked, mask
from opsworthy.text.regex import regex
from opsworthy.text.shell_lines import Plain, plain_lines
from opsworthy.text.shell_pieces import before_aside, joined, opens, roughly, statements
from opsworthy.text.words import assigned_name, is_name, unquote

_LONGEST, _LONGEST_LINE, _MOST_PIPES = 60_000, 4_000, 400
_MOST_TRIES = 60
_CONTINUATION = regex(r"\\\r?\n")
_WORDS = frozenset({"variable_assignment", "file_redirect", "herestring_redirect", "heredoc_redirect", "comment"})
_DEEPEST = 20
"""Commands in more command substitutions than this are passed over: each would hold the whole text of all inside it."""
_INSIDE = frozenset(
    [
        "ansi_c_string",
        "file_descriptor",
        "heredoc_body",
        "heredoc_end",
        "heredoc_start",
        "number",
        "raw_string",
        "regex",
        "string_content",
        "test_operator",
        "variable_name",
        "word",
    ]
)


@dataclass(frozen=True, slots=True)
class SimpleCommand:
    """`words` are unquoted and `raw` as written; `assigned` are the variables set before it, as in `A=b command`. `nested` in a
    command substitution; `piped` when it reads another command's output; `heredoc` what it is fed."""

    text: str
    words: tuple[str, ...]
    raw: tuple[str, ...]
    location: Location
    assigned: tuple[str, ...] = ()
    nested: bool = False
    piped: bool = False
    heredoc: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment without its mark, or one line of output in a transcript."""

    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Script:
    """`assigned` are the names that the text itself gives a value: variables, loop variables, functions."""

    commands: tuple[SimpleCommand, ...]
    comments: tuple[Remark, ...]
    outputs: tuple[Remark, ...]
    assigned: frozenset[str]


@cache
def _language() -> Language:
    return Language(tree_sitter_bash.language())


@cache
def _parser() -> Parser:
    return Parser(_language())


def parse(excerpt: Excerpt) -> Script:
    """The simple commands of a shell text in the order of the text; what is not shell still gives words, never an error."""
    masked = mask(excerpt.text)
    reader = _Reader(excerpt, masked)
    for row, text in masked.outputs:
        reader.outputs.append(Remark(text, excerpt.place(row, 0, row, len(text))))
    if _is_too_much(masked.text):
        reader.read_roughly(0, len(masked.text))
        return reader.script()
    plain = plain_lines(masked.text)
    if plain is not None:
        reader.read_plainly(plain)
        return reader.script()
    root = _parser().parse(masked.text.encode("ascii", "replace")).root_node
    if not root.has_error:
        reader.read(root)
    else:
        reader.read_in_pieces()
    return reader.script()


def _is_too_much(text: str) -> bool:
    """Sizes at which the grammar takes seconds: nobody writes such a text for a reader."""
    return len(text) > _LONGEST or text.count("|") > _MOST_PIPES or any(len(line) > _LONGEST_LINE for line in text.split("\n"))


@dataclass
class _Reader:
    excerpt: Excerpt
    masked: Masked
    commands: list[SimpleCommand] = field(default_factory=list)
    comments: list[Remark] = field(default_factory=list)
    outputs: list[Remark] = field(default_factory=list)
    assigned: set[str] = field(default_factory=set)

    def script(self) -> Script:
        return Script(tuple(self.commands), tuple(self.comments), tuple(self.outputs), frozenset(self.assigned))

    def read(self, root: Node) -> None:
        """Every command at or below a node without errors. Iterative: a repository may hold any depth."""
        waiting: list[tuple[Node, int, bool, str]] = [(root, 0, False, "")]
        while waiting:
            node, nested, piped, heredoc = waiting.pop()
            if nested > _DEEPEST:
                continue
            if node.type == "comment":
                self._comment(node.start_byte, node.end_byte)
                continue
            if node.type in ("command", "declaration_command", "unset_command", "test_command"):
                self._command(node, nested > 0, piped, heredoc)
            self._names(node)
            nested += node.type in ("command_substitution", "process_substitution")
            if node.type == "redirected_statement":
                heredoc = self._heredoc(node) or heredoc
            below: list[tuple[Node, int, bool, str]] = []
            for index, child in enumerate(child for child in node.named_children if child.type not in _INSIDE):
                after = index > 0 if node.type == "pipeline" else piped
                below.append((child, nested, after or node.type == "heredoc_redirect", heredoc))
            waiting.extend(reversed(below))

    def read_plainly(self, lines: list[Plain]) -> None:
        """The commands of a text that needs no grammar."""
        for line in lines:
            if line.comment:
                self._comment(*line.words[0])
            else:
                self._add(list(line.words), (), piped=line.piped)

    def read_in_pieces(self) -> None:
        """The commands of a text with something in it that is not shell: statement by statement, each as well as may be."""
        text = self.masked.text
        pieces = statements(text, 0, len(text))
        at, tries = 0, _MOST_TRIES
        while at < len(pieces):
            start, end = pieces[at]
            root = self._alone(start, end)
            last = at
            if root is None and tries and opens(text[start:end]):
                for last in joined(text, pieces, at):
                    tries -= 1
                    root = self._alone(start, pieces[last][1])
                    if root is not None or not tries:
                        break
            if root is not None:
                self.read(root)
                at = last + 1
            else:
                self.read_roughly(start, end)
                at += 1

    def _alone(self, start: int, end: int) -> Node | None:
        """A stretch of the text as the grammar reads it on its own, or None where it does not."""
        stretch = Range(self.masked.position(start), self.masked.position(end), start, end)
        parser = Parser(_language(), included_ranges=[stretch])
        root = parser.parse(self.masked.text.encode("ascii", "replace")).root_node
        return None if root.has_error else root

    def read_roughly(self, start: int, end: int) -> None:
        """The commands of a stretch that is not shell grammar, statement by statement."""
        for begin, stop in statements(self.masked.text, start, end):
            line = self.masked.text[begin:stop]
            if line.lstrip()[:1] == "#":
                self._comment(begin + len(line) - len(line.lstrip()), begin + len(line.rstrip()))
                continue
            for words in roughly(self.masked.text, begin, stop):
                self._add(words, ())

    def _comment(self, start: int, end: int) -> None:
        self.comments.append(Remark(self.excerpt.text[start:end].lstrip("#").strip(), self._place(start, end)))

    def _command(self, node: Node, nested: bool, piped: bool, heredoc: str) -> None:
        assigned = [child for child in node.named_children if child.type == "variable_assignment"]
        if node.type == "command":
            words = [child for child in node.named_children if child.type not in _WORDS]
            pieces = [(child.start_byte, child.end_byte) for child in words]
        else:
            pieces = [(child.start_byte, child.end_byte) for child in node.children if child.end_byte > child.start_byte]
            assigned = []
        names = tuple(filter(None, (assigned_name(self._raw(child.start_byte, child.end_byte)) for child in assigned)))
        self._add(pieces, names, nested, piped, heredoc)

    def _add(self, pieces: list[tuple[int, int]], assigned: tuple[str, ...], nested: bool = False, piped: bool = False,
             heredoc: str = "") -> None:  # fmt: skip
        raw = tuple(self._raw(start, end) for start, end in pieces)
        said = before_aside(raw)
        raw, pieces = raw[:said], pieces[:said]
        words = [unquote(word) for word in raw]
        while words and not assigned and assigned_name(words[0]):
            self.assigned.add(assigned_name(words[0]) or "")
            words, raw, pieces = words[1:], raw[1:], pieces[1:]
        if not words or not words[0]:
            return
        if words[0] in ("export", "readonly", "declare", "local", "read", "typeset"):
            self.assigned.update(assigned_name(word) or word for word in words[1:] if assigned_name(word) or is_name(word))
        start, end = pieces[0][0], pieces[-1][1]
        text = self._one_line(start, end)
        self.commands.append(SimpleCommand(text, tuple(words), raw, self._place(start, end), assigned, nested, piped, heredoc))

    def _names(self, node: Node) -> None:
        if node.type == "variable_assignment" and node.parent is not None and node.parent.type != "command":
            self.assigned.add(assigned_name(self._raw(node.start_byte, node.end_byte)) or "")
        elif node.type in ("for_statement", "c_style_for_statement", "select_statement", "function_definition"):
            name = node.child_by_field_name("variable") or node.child_by_field_name("name")
            if name is not None:
                self.assigned.add(self._raw(name.start_byte, name.end_byte))

    def _heredoc(self, node: Node) -> str:
        for child in node.named_children:
            if child.type == "heredoc_redirect":
                bodies = [each for each in child.named_children if each.type == "heredoc_body"]
                return "".join(self._raw(each.start_byte, each.end_byte) for each in bodies)
        return ""

    def _one_line(self, start: int, end: int) -> str:
        """A stretch without its continuations; what is masked there is a prompt and not part of the command."""
        written = self.excerpt.text[start:end]
        if "\n" not in written:
            return written
        masked = self.masked.text[start:end]
        kept = "".join(" " if mark == " " else here for here, mark in zip(written, masked, strict=True))
        return " ".join(_CONTINUATION.sub(" ", kept).split())

    def _raw(self, start: int, end: int) -> str:
        return self.excerpt.text[start:end]

    def _place(self, start: int, end: int) -> Location:
        row, column = self.masked.position(start)
        end_row, end_column = self.masked.position(end)
        return self.excerpt.place(row, column, end_row, end_column)
