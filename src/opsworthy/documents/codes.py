"""Code in a document: which blocks and spans are shell, and what they say."""

from dataclasses import replace

from opsworthy.commands.command import Command
from opsworthy.commands.grammar import grammar
from opsworthy.commands.interpret import interpret_line, interpret_script
from opsworthy.documents.document import Expectation, Fence
from opsworthy.documents.expectations import of_comment, of_outputs
from opsworthy.text import markdown
from opsworthy.text.mask import has_prompt
from opsworthy.text.prose import Code
from opsworthy.text.regex import regex
from opsworthy.text.shell import Script, parse
from opsworthy.text.words import assigned_name

_SHELL = frozenset(
    [
        "bash", "bash-session", "cmd", "console", "fish", "ksh", "sh", "sh-session", "shell", "shell-session", "shellscript",
        "shellsession", "terminal", "zsh",
    ]
)  # fmt: skip
_MAYBE = frozenset(["", "text", "plain", "plaintext", "txt", "none", "powershell", "ps1", "code", "cli", "command", "commands"])
_LOCAL = regex(r"\.{1,2}/[\w./-]+|(?:bin|scripts?|ops|hack|tools)/[\w./-]+")
# Signs between words of a span by which an author joins two things that are not one command: `git fetch + reset --hard`.
_ASIDE = regex(r"(?<=[^\s'\"])\s(?:\+|→|=>|/)\s[^'\"]*$")
_JOINING = frozenset(
    [
        "a", "and", "are", "be", "by", "for", "if", "in", "is", "it", "may", "not", "of", "on", "or", "should", "that", "the",
        "this", "to", "was", "when", "which", "will", "with", "you",
    ]
)  # fmt: skip
_MOST_JOINING, _SENTENCE = 2, 4
_SAYING = frozenset(["and", "are", "for", "is", "not", "the", "to", "was", "with"])
_LANGUAGE = regex(r"[A-Za-z0-9_+#.-]+")
# How the name of a program looks: in lower case, a path, a variable, or a placeholder for one of these.
_TOOL = regex(r"(?:\.{0,2}/|~/|\$\{?|<)?[a-z_][\w./+@:\\{}$<> -]*[\w}>]")
# Words that are tools and also plain English or protocol words, so that a span that begins with one is rarely a command.
_PLAIN_WORDS = frozenset(["http", "https", "test", "true", "time", "go", "watch", "k", "export", "source", "sleep", "["])


def language(info: str) -> str:
    """The language that an info string names: ```` ```{.bash} ```` and ```` ```bash title=x ```` are both bash."""
    found = _LANGUAGE.search(info.lstrip("{. "))
    return found.group().lower() if found else ""


def read_fence(block: markdown.Fence, label: str, defined: set[str]) -> Fence:
    """A code block with the meaning of its commands; the variables that it sets are added to `defined`."""
    written = language(block.info)
    text = block.excerpt.text
    if written in _SHELL or (written in _MAYBE and _looks_like_shell(text)):
        script = parse(block.excerpt)
        commands = interpret_script(script, defined)
        defined.update(script.assigned)
        return Fence(written, text, block.location, _real(commands, script), _expectations(script), label)
    return Fence(written, text, block.location, label=label)


def read_span(code: Code, defined: set[str]) -> tuple[Command, ...]:
    """The commands of a code span; empty where it is a name, a path or anything else that is not a command."""
    text = code.text.strip().removeprefix("$ ")
    first, _, rest = text.partition(" ")
    if not rest.strip() and not (_LOCAL.fullmatch(first) and first.endswith(".sh")):
        return ()
    while assigned_name(first) and rest:
        first, _, rest = rest.strip().partition(" ")
    known = grammar(first) is not None
    if known and _is_said(rest.split()):
        return ()
    if not known and not _LOCAL.fullmatch(first):
        return ()
    aside = _ASIDE.search(code.text)
    commands = interpret_line(code.text[: aside.start()] if aside else code.text, code.location, defined)
    if known and first in _PLAIN_WORDS and not _means_it(first, rest):
        return ()
    if code.location.end_line > code.location.line:  # A span over a line break: its own place is all that is sure.
        return tuple(replace(command, location=code.location) for command in commands)
    return commands


def _means_it(first: str, rest: str) -> bool:
    if first in ("http", "https"):
        return "/" in rest or ":" in rest
    if first in ("go", "k"):
        return rest.split(maxsplit=1)[0] in ("build", "test", "run", "vet", "get", "describe", "logs", "mod", "install")
    if first == "export":
        return "=" in rest
    return first in ("sleep", "watch", "time")


def _looks_like_shell(text: str) -> bool:
    """The first line that says something begins with a prompt, a known tool or a script of the project."""
    if has_prompt(text):
        return True
    for line in text.splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        while words and assigned_name(words[0]):
            words = words[1:]
        if not words and line.strip()[-1:] not in "(\\":
            continue
        if _is_sentence(words):
            return False
        return bool(words) and (_LOCAL.fullmatch(words[0]) is not None or _is_tool(words))
    return False


def _is_sentence(words: list[str]) -> bool:
    """Whether a line is a sentence about a tool, as an indented note may be: words that join others, and no option."""
    return sum(word.lower() in _JOINING for word in words) >= _MOST_JOINING and not any(word.startswith("-") for word in words)


def _is_said(words: list[str]) -> bool:
    """Whether the words after a tool's name say something about it: `pip points to the wrong Python`."""
    plain = not any(word.startswith("-") or "/" in word for word in words)
    return plain and len(words) >= _SENTENCE and any(word in _SAYING for word in words[1:-1])


def _is_tool(words: list[str]) -> bool:
    if words[0] in _PLAIN_WORDS:
        return len(words) > 1 and _means_it(words[0], " ".join(words[1:]))
    return grammar(words[0]) is not None


def _real(commands: tuple[Command, ...], script: Script) -> tuple[Command, ...]:
    """Commands without calls of functions that the text itself defines, and without words that cannot be a tool."""
    return tuple(
        command
        for command in commands
        if command.known or (command.tool not in script.assigned and _TOOL.fullmatch(command.tool)) or grammar(command.tool)
    )


def _expectations(script: Script) -> tuple[Expectation, ...]:
    """What comments and printed lines say; without a command there is nothing that could print."""
    if not script.commands:
        return ()
    stated = [found for comment in script.comments if (found := of_comment(comment.text, comment.location))]
    return tuple(sorted((*stated, *of_outputs(script.outputs)), key=lambda each: each.location))
