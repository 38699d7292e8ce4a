"""Words of a command that a reader must replace before it can run."""

from collections.abc import Iterable, Iterator

from opsworthy.commands.command import Target
from opsworthy.text import mask
from opsworthy.text.regex import regex
from opsworthy.text.shell import SimpleCommand
from opsworthy.text.words import variables

# What every placeholder has somewhere: most words have none of it.
_PERHAPS = regex(r"[<{\[…]|\.\.\.|your|YOUR|MY[_-]|INSERT|REPLACE|CHANGE|TODO|XXX|xxxx")
_SHOUTED = regex(
    r"\b(?:YOUR|MY|INSERT|REPLACE)[_-][A-Z0-9_-]+|\byour[-_][a-z][\w-]*|\bCHANGE_?ME\b|\bREPLACE_?ME\b|\bTODO\b|\bX{3,}\b|\bx{4,}\b"
)
_ELLIPSIS = regex(r"(?<![\w./])(?:\.\.\.|…)|(?<=[\w=])(?:\.\.\.|…)$")
_BRACED = regex(r"(?<![${\"'\w])\{[A-Za-z][A-Za-z_-]*\}(?![\"'}])")
_BRACKETED = regex(r"\[[A-Za-z][A-Za-z _-]{2,40}\]")
_TEMPLATE = regex(r"\{\{\s*(?!range\b|end\b|if\b|else\b|with\b|json\b|index\b)[A-Za-z_][\w -]*\s*\}\}")
_CAPITALS = regex(r"[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)*")
# Kinds whose names are written in lower case, so that a name in capitals stands for one.
_LOWER_CASE_KINDS = frozenset(
    [
        "app", "cluster", "configmap", "container", "context", "cronjob", "daemonset", "deployment", "host", "image", "job",
        "namespace", "node", "pod", "release", "service", "statefulset",
    ]
)  # fmt: skip
_ALWAYS_SET = frozenset(
    [
        "EDITOR", "EUID", "HOME", "HOSTNAME", "KUBECONFIG", "LANG", "LINENO", "LOGNAME", "OLDPWD", "PATH", "PPID", "PWD",
        "RANDOM", "SECONDS", "SHELL", "TERM", "TMPDIR", "UID", "USER",
    ]
)  # fmt: skip


def placeholders(command: SimpleCommand, targets: Iterable[Target], defined: frozenset[str]) -> tuple[str, ...]:
    """Each placeholder once, in the order of the line; a variable that `defined` does not hold is written with its dollar."""
    found: dict[str, None] = {}
    for word, raw in zip(command.words, command.raw, strict=True):
        if _PERHAPS.search(word):
            found.update(dict.fromkeys(_of_word(word, raw)))
    for target in targets:
        if target.kind in _LOWER_CASE_KINDS and _CAPITALS.fullmatch(target.name):
            found[target.name] = None
    for raw in command.raw:
        if "$" not in raw:
            continue
        for name in variables(raw):
            if name not in defined and name not in _ALWAYS_SET and name not in command.assigned:
                found[f"${name}"] = None
    return tuple(found)


def _of_word(word: str, raw: str) -> Iterator[str]:
    rest = word
    for each in mask.placeholders(word):
        rest = rest.replace(each, " ")
        if not each.startswith("{{") or _TEMPLATE.fullmatch(each):
            yield each
    if _BRACKETED.fullmatch(word):
        yield word
    yield from (each.group() for each in _SHOUTED.finditer(rest))
    yield from (each.group() for each in _ELLIPSIS.finditer(word))
    if "'" not in raw and '"' not in raw:
        yield from (each.group() for each in _BRACED.finditer(word))
