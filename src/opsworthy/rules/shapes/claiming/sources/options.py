"""Claims of the options that a document gives to scripts of the repository, in commands and in code spans."""

from collections.abc import Iterator, Sequence

from opsworthy.commands.command import Command
from opsworthy.documents.document import Fence
from opsworthy.rules.shapes.claiming.claim import COMMAND, PROSE, Claim
from opsworthy.rules.shapes.reading import Reading
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_OPTION = regex(r"(--[A-Za-z][\w-]{1,60})(?:=.*)?\Z")
_SCRIPT = regex(
    r"(?:\./)?(?!\.\./)(?:[\w.@-]+/)*[\w.@-]+\.(?:sh|bash|py|m?[jt]s|cjs)\Z|\./(?:[\w@-]+/)*[\w@-]+\Z|(?:scripts?|bin|tools)/[\w/-]+\Z"
)
_PASSED = regex(r"(?:\./)?(?:[\w@-]+/)*[\w@-]+\.(?:py|m?[jt]s|cjs)")
"""A script that another one is told to run."""
_RUNNER = regex(
    r"(?:[\w./-]*/)?(?:python[\d.]*|bash|sh|zsh|node|tsx|ts-node|uv|poetry|pipenv|pdm|hatch|run|npx|sudo|nohup|time|env|exec)\Z"
    r"|-\w+\Z|\$\Z|[A-Z_]\w*=\S*\Z"
)
_MODULE = regex(r"[a-z_]\w*(?:\.[a-z_]\w*)+\Z")
_SPAN = regex(r"`([^`\n]{5,200})`")
_SHELLS = frozenset(["", "bash", "sh", "shell", "console", "zsh"])
_GOES_ON = "\\"
_ENDS = frozenset(["--", "|", "&&", "||", ";", ">", ">>", "&"])
_DEEPEST = 3


def told(read: Reading) -> Iterator[Claim]:
    if "--" not in read.document.text:
        return
    for command in read.commands:
        yield from _of_command(command, command.location, 0)
    for fence in read.fences if " --" in read.document.text else ():
        if fence.language in _SHELLS:
            for start, line in _joined(read, fence):
                yield from _given(line.lstrip("#$ ").split(), Location(read.document.path, start), COMMAND)
    for at, line in enumerate(read.text, 1):
        if " --" in line and "`" in line and at not in read.fenced:
            for span in _SPAN.finditer(line):
                yield from _given(span[1].split(), Location(read.document.path, at), PROSE)


def _joined(read: Reading, fence: Fence) -> Iterator[tuple[int, str]]:
    """The lines of a block, each with those that it goes on in."""
    start, whole = 0, ""
    for at in range(fence.location.line, fence.location.end_line + 1):
        line = read.line(at).strip()
        start, whole = start or at, f"{whole} {line.removesuffix(_GOES_ON)}".strip()
        if not line.endswith(_GOES_ON):
            if " --" in whole:
                yield start, whole
            start, whole = 0, ""


def _of_command(command: Command, at: Location, depth: int) -> Iterator[Claim]:
    yield from _given(command.words, at, COMMAND)
    for inner in command.inner if depth < _DEEPEST else ():
        yield from _of_command(inner, at, depth + 1)


def _given(words: Sequence[str], at: Location, told: str) -> Iterator[Claim]:
    """The long options behind the script that a command runs, up to what is passed on to another."""
    script, first = _script(words)
    inner: tuple[tuple[str, str], ...] = ()
    for word in words[first:] if script else ():
        if word in _ENDS or word.startswith("#"):
            return
        if _PASSED.fullmatch(word) and script.endswith((".sh", ".bash")):
            inner = (("script", word.removeprefix("./")),)
        elif found := _OPTION.match(word):
            yield Claim("script-option", found[1], at, told, script, inner)


def _script(words: Sequence[str]) -> tuple[str, int]:
    for at, word in enumerate(words[:6]):
        if _SCRIPT.match(word):
            return word.removeprefix("./"), at + 1
        if at and words[at - 1] == "-m" and _MODULE.match(word):
            return f"{word.replace('.', '/')}.py", at + 1
        if not _RUNNER.match(word):
            break
    return "", 0
