"""One read of an environment variable, whatever the language, and the fact that it becomes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from opsworthy.facts.code.names import Names
from opsworthy.facts.files import Files
from opsworthy.facts.project import VariableRead
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.secrecy import is_secret

_LONGEST_NAME = 200
_LONGEST_DEFAULT = 500


@dataclass(frozen=True, slots=True)
class Read:
    """A variable's name and place; `default` as the code writes it, `required` where the code fails without it."""

    name: str
    location: Location
    default: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Wrapper:
    """A function that reads the variable its caller names: positions of the name and of the default among the parameters.

    The variable read is `prefix` + name + `suffix`. `required` where the function fails without a value and a default.
    """

    key: int
    key_name: str
    default: int | None = None
    default_name: str | None = None
    fallback: str | None = None
    required: bool = False
    prefix: str = ""
    suffix: str = ""


def variables_read(reads: Iterable[Read], language: str, files: Files | None = None) -> Iterator[VariableRead]:
    """One fact for each name on each line; the default of a secret is withheld. In `files` a name is looked for that the lines
    which read it do not hold."""
    merged: dict[tuple[str, str, int], Read] = {}
    for read in reads:
        if not is_variable_name(read.name):
            continue
        place = (read.name, read.location.path, read.location.line)
        known = merged.get(place)
        merged[place] = _merge(known, read) if known else read
    names = Names(files) if files is not None else None
    for read in merged.values():
        named_at = names.elsewhere(read.name, read.location) if names is not None else None
        yield VariableRead(read.name, language, read.location, _shown(read), read.required, named_at)


def is_variable_name(name: str) -> bool:
    """Whether a text can be the name of a variable: letters, digits and underscores, not first a digit."""
    return name.isascii() and name.isidentifier() and len(name) <= _LONGEST_NAME


def _merge(known: Read, other: Read) -> Read:
    default = known.default if known.default is not None else other.default
    return replace(known, default=default, required=(known.required or other.required) and default is None)


def _shown(read: Read) -> str | None:
    if read.default is None or len(read.default) > _LONGEST_DEFAULT:
        return None
    return None if is_secret(read.name, read.default) else read.default
