"""Process types of a Procfile."""

from opsworthy.facts.command_lines import of_shell
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_PROCESS = regex(r"([A-Za-z0-9_\-]+):\s*(\S.*)$")


@dataclass(frozen=True, slots=True)
class Process:
    name: str
    command: tuple[str, ...]
    location: Location


def processes(source: Source) -> tuple[Process, ...]:
    """Each process type once; Heroku takes the last line of a repeated name."""
    found: dict[str, Process] = {}
    for number, line in enumerate(source.text.removeprefix("\ufeff").splitlines(), start=1):
        match = _PROCESS.match(line)
        if match is not None:
            found[match.group(1)] = Process(match.group(1), of_shell(match.group(2)), source.at(number, 1))
    return tuple(found.values())
