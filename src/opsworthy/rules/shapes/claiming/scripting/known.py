"""The long options of one script, whatever it is written in."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from opsworthy.rules.shapes.claiming.scripting import javascript, python, shell
from opsworthy.rules.shapes.claiming.scripting.language import Language
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

OPTION = regex(r"--[A-Za-z][\w-]{0,60}")
_OF_ALL = frozenset(["--help", "--version"])
_LANGUAGES = {
    **dict.fromkeys((".sh", ".bash"), shell.LANGUAGE),
    ".py": python.LANGUAGE,
    **dict.fromkeys((".js", ".mjs", ".cjs", ".ts", ".mts"), javascript.LANGUAGE),
}
_FIRST_LINE = regex(r"#![^\n]{0,80}?\b(?:(bash|sh|zsh|dash)|(python)[\d.]*|(node|tsx))\b")
_SHORTENS = regex(r"\b(?:argparse|optparse|OptionParser)\b(?![\s\S]{0,100000}allow_abbrev\s*=\s*False)")
_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Known:
    """`lines` are the options that a script declares with their lines; `closed` where it can know no others, `shortened`
    where the beginning of a name is enough."""

    lines: Mapping[str, int]
    closed: bool
    code: str
    by_word: bool = False
    shortened: bool = False

    def holds(self, option: str) -> bool:
        """Whether the script may know an option: it stands in its code, begins or denies one that is declared."""
        if option in _OF_ALL or (self.shortened and any(each.startswith(option) for each in self.lines)):
            return True
        if option.startswith("--no-") and f"--{option[5:]}" in self.lines:
            return True
        return any(re.search(rf"(?:(?<![\w-])|(?<=:-)){each}(?![\w-])", self.code) for each in self._written(option))

    def _written(self, option: str) -> Iterator[str]:
        yield re.escape(option)
        if self.by_word:
            first, *others = option.removeprefix("--").split("-")
            yield from ("-".join((first, *others)), "_".join((first, *others)), first + "".join(map(str.capitalize, others)))


@lru_cache(maxsize=64)
def known_by(path: str, text: str) -> Known:
    """What a script knows; closed only where it declares options and passes nothing on."""
    language = _LANGUAGES.get(path[path.rfind(".") :]) if "." in path.rpartition("/")[2] else _told(text)
    if language is None or len(text) > _LONGEST:
        return Known({}, closed=False, code="")
    code = language.comment.sub("", text)
    found: dict[str, int] = {}
    for start, words in language.declared(code):
        for each in OPTION.finditer(words):
            found.setdefault(each[0], code.count("\n", 0, start + each.start()) + 1)
    return Known(
        found, bool(found) and not language.passes_on(code), code, language.by_word(code), _SHORTENS.search(code) is not None
    )


def _told(text: str) -> Language | None:
    found = _FIRST_LINE.match(text)
    language = shell if found and found[1] else python if found and found[2] else javascript
    return language.LANGUAGE if found else None
