"""Variables in commands that nothing in sight sets or explains."""

import re
from collections.abc import Iterator

from opsworthy.rules.shapes.filling import at_the_time, words
from opsworthy.rules.shapes.reading import Reading
from opsworthy.system.model import System
from opsworthy.text.hidden import visible
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_USED = regex(r"(?<![\\$\w])\$(?:\{([A-Za-z_][A-Za-z0-9_]{1,60})\}|([A-Za-z_][A-Za-z0-9_]{1,60}))(?![\w(:]|-[A-Z])")
_QUOTED = regex(r"'[^'\n]*'")
_SHELLS = frozenset(
    ["", "bash", "sh", "shell", "console", "zsh", "shellsession", "shell-session", "terminal", "bash-session", "ksh"]
)
_PROGRAMS = regex(r"\b(?:awk|gawk|perl|jq|make|powershell|pwsh|envsubst|php|nginx)\b")
_POWERSHELL = regex(r"\$env:|\bWrite-Host\b|\bGet-[A-Z]\w+|^\s*\$\w+\s*=", re.MULTILINE)
_HEREDOC = regex(r"<<-?\s*['\"]?(\w+)")


def undefined(read: Reading, system: System, profile: str) -> Iterator[tuple[str, tuple[Location, ...]]]:
    """Each variable that a command uses and that nothing sets, mentions or sets by custom, with its places."""
    if "$" not in read.document.text:
        return
    places: dict[str, list[Location]] = {}
    for at, line in _lines(read):
        for used in _USED.finditer(_QUOTED.sub("", line)):
            places.setdefault(used.group(1) or used.group(2), []).append(Location(read.document.path, at))
    known = _known(system) if places else frozenset()
    for name, found in places.items():
        if (
            name not in words("standard")
            and name not in known
            and not at_the_time(name, profile)
            and (profile != "alert" or name in _out_of_place(read))  # What an alert is about, the alert says.
            and not _mentioned(visible(read.document.text), name)
        ):
            yield name, tuple(dict.fromkeys(found))


def _lines(read: Reading) -> Iterator[tuple[int, str]]:
    """The lines of the commands of shell blocks, without those whose dollar signs belong to another program."""
    for fence in read.fences:
        if not fence.commands or fence.language.lower() not in _SHELLS or "$" not in fence.text or _POWERSHELL.search(fence.text):
            continue
        within = {
            at for each in fence.commands for at in range(each.location.line, max(each.location.end_line, each.location.line) + 1)
        }
        for at in sorted(within):
            line = read.line(at)
            quiet = line.lstrip().startswith("#") or line.count("'") % 2 or _HEREDOC.search(line)
            program = None if quiet else _PROGRAMS.search(line)
            line = line[: program.start()] if program else line
            if "$" in line and not quiet:
                yield at, line.split(" # ", 1)[0].removeprefix("$ ")


def _out_of_place(read: Reading) -> frozenset[str]:
    """The variables that stand where all other commands give one and the same name: `-n $WHICH` beside `-n search`."""
    named: dict[str, set[str]] = {}
    used: dict[str, set[str]] = {}
    for target in (target for command in read.commands for target in command.targets):
        variable = _USED.fullmatch(target.name)
        if variable:
            used.setdefault(target.kind, set()).add(variable.group(1) or variable.group(2))
        else:
            named.setdefault(target.kind, set()).add(target.name)
    return frozenset(name for kind, names in used.items() if len(named.get(kind, ())) == 1 for name in names)


def _mentioned(text: str, name: str) -> bool:
    """Whether the document says the name anywhere but as `$NAME`: sets it, reads it, lists it or explains it."""
    bare = text.count(name) > text.count(f"${name}") + text.count(f"${{{name}")
    return (
        (bare and re.search(rf"(?<![\w$])(?<!\$\{{)(?<!-){re.escape(name)}(?![\w-])", text) is not None)
        or f"`${name}`" in text
        or re.search(rf"\b(?:replace|substitute|where)\b[^\n]{{0,40}}\${re.escape(name)}\b", text, re.IGNORECASE) is not None
        or (name.islower() and "_" in name and f"`{name.replace('_', '')}`" in text.lower())
        or (f"`${{{name}}}`" in text)
    )


def _known(system: System) -> frozenset[str]:
    """Variables that the repository itself sets, reads or documents."""
    read = {each.name for each in system.variables_read} | {each.name for each in system.variables_documented}
    return frozenset(read | {each.name for each in system.secrets})
