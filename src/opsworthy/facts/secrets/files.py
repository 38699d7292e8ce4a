"""Which files are the settings of an application, by their path alone. The words are in files.toml."""

from functools import cache

from opsworthy.facts.code.source_paths import is_test_source
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_ENDINGS = (".yaml", ".yml", ".json", ".toml")
_SHOWN = (".example", ".sample", ".dist", ".template")
_WORDS = regex(r"[-_./]")


@dataclass(frozen=True)
class _Names:
    beginnings: tuple[str, ...]
    folders: frozenset[str]
    in_folders: frozenset[str]
    others: frozenset[str]
    examples: frozenset[str]


@cache
def _names() -> _Names:
    data = data_of("opsworthy.facts.secrets", "files.toml")
    return _Names(
        beginnings=tuple(data["beginnings"]),
        folders=frozenset(data["folders"]),
        in_folders=frozenset(data["in_folders"]),
        others=frozenset(data["others"]),
        examples=frozenset(data["examples"]),
    )


def is_settings_file(path: str) -> bool:
    """A name such as settings.yml or appsettings.json, or production.yml in a folder of settings; not those for developers,
    tests, clusters and translations."""
    path = without_shown(path)
    if not path.endswith(_ENDINGS):
        return False
    *folders, name = path.lower().split("/")
    stem, known = name.rpartition(".")[0], _names()
    named = any(stem == each or stem.startswith((f"{each}.", f"{each}-", f"{each}_")) for each in known.beginnings)
    if not named and not (folders and folders[-1] in known.folders and stem in known.in_folders):
        return False
    if any(folder.startswith(".") for folder in folders) or is_test_source(path):
        return False
    return not known.others.intersection(_WORDS.split(path.lower()))


def without_shown(path: str) -> str:
    """The path without the ending of a file that shows another: `config.yml` of `config.yml.example`."""
    return next((path.removesuffix(each) for each in _SHOWN if path.endswith(each)), path)


def is_example(path: str) -> bool:
    """Whether a file shows how settings look, by a word of its name."""
    return not _names().examples.isdisjoint(_WORDS.split(path.rpartition("/")[2].lower()))
