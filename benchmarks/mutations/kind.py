"""What kinds of faults there are: read from kinds.toml."""

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.mutations.marked import Mark

_FILE = Path(__file__).with_name("kinds.toml")
_KEYS = {"mark", "change", "by", "with", "rules", "open"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: where it is made (`mark`, empty for anywhere), how (`by` an operator, with `words`), and which rules owe the
    finding: one of them is enough. `open` where some of its mutants are not caught yet."""

    name: str
    mark: str
    by: str
    words: tuple[str, ...]
    rules: frozenset[str]
    open: bool = False

    def is_about(self, mark: Mark) -> bool:
        return fnmatchcase(mark.name, self.mark)


def _kind(name: str, table: dict[str, Any]) -> Kind:
    if not table.keys() <= _KEYS or ("change" in table) == ("by" in table):
        raise ValueError(f"kinds.toml: {name} must have either change or by, and no keys but {', '.join(sorted(_KEYS))}")
    how = table.get("change") or table["by"]
    return Kind(
        name, table.get("mark", ""), how, tuple(table.get("with", ())), frozenset(table["rules"]), bool(table.get("open"))
    )


@cache
def kinds() -> tuple[Kind, ...]:
    return tuple(_kind(name, table) for name, table in tomllib.loads(_FILE.read_text(encoding="utf-8")).items())
