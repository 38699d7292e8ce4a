"""The words of one action as a pipeline of commands."""

from opsworthy.facts.go_templates.errors import TemplateError
from opsworthy.facts.go_templates.lexing import Token, unquoted
from opsworthy.facts.go_templates.syntax import Applied, Call, Command, Constant, Expression, Fields, Pipe
from opsworthy.facts.go_templates.values import Data, Value
from opsworthy.text.location import Location

_DEEPEST = 40
_CONSTANTS: dict[str, Data] = {"true": True, "false": False, "nil": None}
_LONGEST_NUMBER = 40


class Words:
    """The words of an action, read from the front."""

    def __init__(self, tokens: tuple[Token, ...], place: Location) -> None:
        self._tokens = tokens
        self._at = 0
        self.place = place
        self.depth = 0

    def peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def take(self) -> Token:
        token = self.peek()
        if token is None:
            raise TemplateError("an action that ends too early", self.place)
        self._at += 1
        return token

    def declared(self) -> tuple[tuple[str, ...], bool] | None:
        """The variables before `:=` or `=`, which is taken too, and whether they are only assigned; None without such."""
        names: list[str] = []
        for at in range(self._at, min(self._at + 4, len(self._tokens))):
            token = self._tokens[at]
            if token.kind == "variable":
                names.append(token.text)
            elif token.kind == "declare" or token.text == "=":
                self._at = at + 1
                return tuple(names), token.text == "="
            elif token.text != ",":
                return None
        return None


def pipeline(words: Words) -> Pipe:
    """Commands up to the end or to the bracket that closes."""
    commands = [_command(words)]
    while (token := words.peek()) is not None and token.text == "|" and token.kind == "mark":
        words.take()
        commands.append(_command(words))
    if words.depth == 0 and words.peek() is not None:
        raise TemplateError(f"{words.take().text!r} has no place here", words.place)
    return Pipe(tuple(commands))


def _command(words: Words) -> Command:
    first = words.peek()
    if first is not None and first.kind == "word" and first.text not in _CONSTANTS:
        words.take()
        return Call(first.text, _operands(words))
    operands = _operands(words)
    if not operands:
        raise TemplateError("a command without words", words.place)
    return Applied(operands[0], operands[1:])


def _operands(words: Words) -> tuple[Expression, ...]:
    found: list[Expression] = []
    while (token := words.peek()) is not None and not (token.kind == "mark" and token.text in "|)"):
        found.append(_operand(words))
    return tuple(found)


def _operand(words: Words) -> Expression:
    token = words.take()
    found = _first(token, words)
    names: list[str] = []
    while (after := words.peek()) is not None and after.kind == "field" and not after.spaced:
        names.append(words.take().text[1:])
    if not names:
        return found
    if isinstance(found, Fields) and found.inner is None:
        return Fields((*found.names, *names), found.variable)
    return Fields(tuple(names), inner=found)


def _first(token: Token, words: Words) -> Expression:
    if token.kind == "dot":
        return Fields(())
    if token.kind == "field":
        return Fields((token.text[1:],))
    if token.kind == "variable":
        return Fields((), variable=token.text)
    if token.kind == "string":
        return Constant(Value(unquoted(token.text)))
    if token.kind == "char":
        return Constant(Value(ord(unquoted(token.text)[:1] or "\0")))
    if token.kind == "number":
        return Constant(Value(_number(token.text, words.place)))
    if token.kind == "word":
        return Constant(Value(_CONSTANTS[token.text])) if token.text in _CONSTANTS else Call(token.text, ())
    if token.text == "(":
        return _bracketed(words)
    raise TemplateError(f"{token.text!r} has no place here", words.place)


def _bracketed(words: Words) -> Expression:
    words.depth += 1
    if words.depth > _DEEPEST:
        raise TemplateError(f"more than {_DEEPEST} brackets within one another", words.place)
    inner = pipeline(words)
    if words.take().text != ")":
        raise TemplateError("a bracket that is not closed", words.place)
    words.depth -= 1
    return inner


def _number(written: str, place: Location) -> int | float:
    try:
        if len(written) > _LONGEST_NUMBER:
            raise ValueError
        text = written.replace("_", "")
        sign = -1 if text.startswith("-") else 1
        bare = text.lstrip("+-")
        if bare[:2].lower() in ("0x", "0o", "0b"):
            return sign * int(bare, 0)
        return float(text) if any(mark in text for mark in ".eE") else int(text)
    except ValueError:
        raise TemplateError(f"{written[:_LONGEST_NUMBER]!r} is no number", place) from None
