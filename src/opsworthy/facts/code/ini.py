"""INI files with the line of every value, as setup.cfg, alembic.ini and tox.ini are written."""

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Stated
from opsworthy.text.source import Source


@dataclass(frozen=True, slots=True)
class Setting:
    """A key with the lines of its value, comments and empty lines left out."""

    section: str
    key: str
    lines: tuple[Stated[str], ...]

    @property
    def text(self) -> str:
        return "\n".join(line.value for line in self.lines)


def read_ini(source: Source) -> dict[tuple[str, str], Setting]:
    """Every setting by section and key, both in lower case; an indented line goes on with the value above it."""
    found: dict[tuple[str, str], list[Stated[str]]] = {}
    section, key = "", ""
    for number, line in enumerate(source.text.splitlines(), start=1):
        text = line.strip()
        if not text or text.startswith(("#", ";")):
            continue
        column = len(line) - len(line.lstrip()) + 1
        if line[0] in " \t" and key:
            found[section, key].append(Stated(text, source.at(number, column)))
        elif text.startswith("[") and text.endswith("]"):
            section, key = text[1:-1].strip().lower(), ""
        elif (at := _separator(text)) > 0:
            key = text[:at].strip().lower()
            value = text[at + 1 :].strip()
            found[section, key] = [Stated(value, source.at(number, column))] if value else []
    return {place: Setting(*place, tuple(lines)) for place, lines in found.items()}


def _separator(text: str) -> int:
    return min((at for at in (text.find("="), text.find(":")) if at > 0), default=-1)
