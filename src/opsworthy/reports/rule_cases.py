"""The cases of a rule: Markdown files whose expected findings are marked on their own lines."""

import re
from pathlib import Path

from opsworthy.findings.outcome import State
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_MARK = regex(r"[ \t]*<!-- expect: (?P<rule>[a-z0-9-]+)(?: (?P<state>[a-z-]+))?(?: \"(?P<part>[^\"]+)\")? -->")
_FIXED = ".fixed.md"


@dataclass(frozen=True, slots=True)
class Expected:
    """An outcome that a case must have: on this line of its text, in this state, with this part in its message."""

    rule: str
    state: State
    line: int
    part: str


@dataclass(frozen=True)
class Case:
    """One case. `text` is what is judged, without the marks; `system` the file that describes the system, if there is one;
    `fixed` the text after mending, where that is written down."""

    path: Path
    text: str
    expected: tuple[Expected, ...]
    system: Path | None
    fixed: str | None = None

    @property
    def good(self) -> bool:
        return self.path.name.startswith("good-")

    @property
    def title(self) -> str:
        """What the case shows, from its file's name."""
        return self.path.stem.partition("-")[2].replace("-", " ")


def cases_of(folder: Path) -> tuple[Case, ...]:
    """The cases in the folder of one rule, by name."""
    return tuple(read_case(path) for path in sorted(folder.glob("*.md")) if not path.name.endswith(_FIXED))


def read_case(path: Path) -> Case:
    """Reads one case. A mark beside other words speaks of its line; a mark alone on its line speaks of the next one that is
    kept, and its own line is taken out."""
    kept: list[str] = []
    expected: list[Expected] = []
    waiting: list[re.Match[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        marks = list(_MARK.finditer(line))
        bare = _MARK.sub("", line)
        if marks and not bare.strip():
            waiting += marks
            continue
        kept.append(bare)
        expected += [_expected(mark, len(kept)) for mark in (*waiting, *marks)]
        waiting = []
    expected += [_expected(mark, 1) for mark in waiting]
    fixed = path.with_name(path.stem + _FIXED)
    after = fixed.read_text(encoding="utf-8") if fixed.exists() else None
    return Case(path, "\n".join(kept), tuple(expected), _system(path), after)


def _expected(mark: re.Match[str], line: int) -> Expected:
    return Expected(mark["rule"], State(mark["state"] or State.BROKEN), line, mark["part"] or "")


def _system(path: Path) -> Path | None:
    own, shared = path.with_suffix(".toml"), path.parent / "system.toml"
    return own if own.exists() else shared if shared.exists() else None
