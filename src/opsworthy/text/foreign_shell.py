"""Lines for other shells than those of Unix: PowerShell, the Windows command prompt, fish. They are recognised and left alone."""

from collections.abc import Sequence

from opsworthy.text.regex import regex

_PERHAPS = regex(r"[`^]\s*\n|\$\w+\s*[=.:]|[A-Z][a-z]+-[A-Z]|%\w|>\s|@[\"'{]|\bset\s|\b[Rr][Ee][Mm]\s|; and\b|; or\b")
_POWERSHELL = regex(
    r"\s*PS(?:\s+[A-Za-z]:[^>\n]{0,100}|\s*)>"
    r"|\s*\$(?:env:\w+|\w[\w.]*)\s+=\s|\s*\$env:\w+\s*=|.*\$env:\w"
    r"|(?:.*[|({=]\s*|\s*)(?:Get|Set|New|Remove|Start|Stop|Restart|Test|Invoke|Import|Export|Install|Uninstall|Write|Read|Add|Copy|Move"
    r"|Connect|Disconnect|Enable|Disable|Select|Where|ForEach|Format|Out|Sort|Measure|Convert|ConvertTo|ConvertFrom|Join|Resolve|Wait"
    r"|Update|Register|Unregister|Compress|Expand|Clear|Rename|Split|Tee|Group|Compare)-[A-Z][A-Za-z]+\b(?!-)"
    r"|.*(?:\s|=|\()@(?:[\"']\s*$|\{)"
)
_CONTINUED = regex(r".*\s`\s*$")
_COMMAND_PROMPT = regex(r"\s*[A-Z]:\\[^>\n]{0,100}>|.*\s\^\s*$|\s*(?i:@echo\s|set\s+\w+=|rem\s|setx\s)|.*%[A-Z_]{4,40}%")
_FISH = regex(r"\s*set\s+-[gxlUe]+\s|.*;\s*(?:and|or)\s|\s*function\s+[\w-]+\s*$")
_GOES_ON = regex(r"\s+(?:-|\||[\w\"'$])")


def foreign_rows(lines: Sequence[str]) -> frozenset[int]:
    """The rows that a Unix shell would not understand: whole paragraphs, for such a line seldom stands alone."""
    if not _PERHAPS.search("\n".join(lines) + "\n"):
        return frozenset()
    found: set[int] = set()
    group: list[int] = []
    for row, line in enumerate([*lines, ""]):
        if line.strip() and not line.lstrip().startswith("#"):
            group.append(row)
            continue
        if any(_is_foreign(lines, each) for each in group):
            found.update(group)
        group = []
    return frozenset(found)


def _is_foreign(lines: Sequence[str], row: int) -> bool:
    line = lines[row]
    if _CONTINUED.match(line) and line.count("`") == 1:
        return row + 1 < len(lines) and _GOES_ON.match(lines[row + 1]) is not None
    return any(shell.match(line) for shell in (_POWERSHELL, _COMMAND_PROMPT, _FISH))
