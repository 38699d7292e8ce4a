"""From the pieces of a text to a template: what it prints, and what it defines for others."""

from collections.abc import Iterator
from dataclasses import field

from opsworthy.facts.go_templates.errors import TemplateError
from opsworthy.facts.go_templates.lexing import Piece, Token, pieces, unquoted
from opsworthy.facts.go_templates.pipelines import Words, pipeline
from opsworthy.facts.go_templates.running import Statement
from opsworthy.facts.go_templates.syntax import Body, Choice, Invocation, Leave, Loop, Pipe, Print, Text
from opsworthy.facts.go_templates.values import Origin
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.source import Source

_DEEPEST = 60


@dataclass
class Template:
    """A parsed text: `body` is what it prints itself, `defined` the templates that it defines, by name."""

    body: Body = ()
    defined: dict[str, Body] = field(default_factory=dict)


def parse(source: Source, first_line: int = 1, said: bool = False) -> Template:
    """The template that a text is. Raises TemplateError at the first action that is not understood. `said` is true of a
    text that a values file holds."""
    parser = _Parser(source, first_line, said)
    body, end = parser.body(0)
    if end:
        raise TemplateError(f"{{{{ {end[0].text} }}}} without a beginning", parser.place)
    return Template(body, parser.defined)


class _Parser:
    def __init__(self, source: Source, first_line: int, said: bool) -> None:
        self._pieces: Iterator[Piece] = pieces(source, first_line)
        self._source = source
        self._said = said
        self.defined: dict[str, Body] = {}
        self.place: Location = source.at(first_line)

    def body(self, depth: int) -> tuple[Body, tuple[Token, ...]]:
        """Statements up to an `end` or `else` of what is open, whose words come with them; no words at the text's end."""
        if depth > _DEEPEST:
            raise TemplateError(f"more than {_DEEPEST} blocks within one another", self.place)
        found: list[Statement] = []
        for piece in self._pieces:
            self.place = self._source.at(piece.line)
            if piece.tokens is None:
                found.append(Text(piece.text, Origin(self.place, moves=True, said=self._said)))
            elif piece.tokens[0].text in ("end", "else"):
                return tuple(found), piece.tokens
            else:
                found.extend(self._statement(piece.tokens, depth))
        return tuple(found), ()

    def _statement(self, tokens: tuple[Token, ...], depth: int) -> Iterator[Statement]:
        word, place = tokens[0].text if tokens[0].kind == "word" else "", self.place
        if word in ("if", "with"):
            yield self._choice(word, tokens[1:], depth)
        elif word == "range":
            yield self._loop(tokens[1:], depth)
        elif word in ("define", "block"):
            name = self._name(tokens)
            self.defined[name] = self._closed(depth)
            if word == "block":
                yield Invocation(name, self._pipe(tokens[2:]), place)
        elif word == "template":
            yield Invocation(self._name(tokens), self._pipe(tokens[2:]) if len(tokens) > 2 else None, place)
        elif word in ("break", "continue"):
            yield Leave(word == "continue")
        else:
            yield Print(self._pipe(tokens), place)

    def _choice(self, word: str, tokens: tuple[Token, ...], depth: int) -> Choice:
        place, pipe = self.place, self._pipe(tokens)
        body, end = self.body(depth + 1)
        otherwise: Body = ()
        if self._is(end, "else") and len(end) > 1:
            otherwise = (self._choice(end[1].text, end[2:], depth + 1),)
        elif self._is(end, "else"):
            otherwise = self._closed(depth)
        return Choice(pipe, body, otherwise, place, takes=word == "with")

    def _loop(self, tokens: tuple[Token, ...], depth: int) -> Loop:
        place, words = self.place, Words(tokens, self.place)
        names = words.declared()
        pipe = Pipe(pipeline(words).commands)
        body, end = self.body(depth + 1)
        otherwise = self._closed(depth) if self._is(end, "else") else ()
        return Loop(pipe, names[0] if names else (), body, otherwise, place)

    def _closed(self, depth: int) -> Body:
        body, end = self.body(depth + 1)
        if self._is(end, "else"):
            raise TemplateError("{{ else }} in a place where there can be none", self.place)
        return body

    def _is(self, end: tuple[Token, ...], word: str) -> bool:
        if not end:
            raise TemplateError("a block is not closed: {{ end }} is missing", self.place)
        return end[0].text == word

    def _pipe(self, tokens: tuple[Token, ...]) -> Pipe:
        words = Words(tokens, self.place)
        names = words.declared()
        pipe = pipeline(words)
        return Pipe(pipe.commands, *names) if names else pipe

    def _name(self, tokens: tuple[Token, ...]) -> str:
        if len(tokens) < 2 or tokens[1].kind != "string":
            raise TemplateError(f"{tokens[0].text} without a name", self.place)
        return unquoted(tokens[1].text)
