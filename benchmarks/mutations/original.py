"""Originals: small repositories written down as text archives, whose documents hold."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from benchmarks.mutations.marked import Marked, unmark
from opsworthy.app.checking.settings import settings_in
from opsworthy.app.engine import understood
from opsworthy.app.estimate import estimate_system
from opsworthy.pricing.estimate import Estimate
from opsworthy.repository.memory import MemoryTree
from opsworthy.rules.judge import profiles_of
from opsworthy.system.model import System
from opsworthy.text.source import Source

TODAY = date(2026, 6, 1)
FOLDER = Path(__file__).with_name("originals")
_FILE = re.compile(r"^-- (?P<path>\S+) --\n", re.MULTILINE)
_TIER = 2
DOCUMENTS = {"runbook.md": "runbook", "cost-plan.md": "cost-plan"}


@dataclass(frozen=True)
class Original:
    """One archive: `told` is what its head says of it, `files` what the repository holds, with the marks. `profile` is `alert`
    where its document is the page of one alert, and empty where the profile follows from the system."""

    name: str
    told: str
    files: dict[str, Marked]
    profile: str = ""

    @cached_property
    def system(self) -> System:
        return self.system_with({})

    @cached_property
    def estimate(self) -> Estimate | None:
        return estimate_system(self.system)

    @cached_property
    def tier(self) -> int:
        """What its opsworthy.toml says, as `opsworthy check` would read it."""
        written = self.files.get("opsworthy.toml")
        told = settings_in(Source("opsworthy.toml", written.text), TODAY).tier if written else None
        return _TIER if told is None else told

    @property
    def documents(self) -> dict[str, str]:
        """The paths of its documents, with their kinds."""
        if self.profile:
            return {path: "runbook" for path in self.files if path.endswith(".md")}
        return {path: DOCUMENTS[path.rpartition("/")[2]] for path in self.files if path.rpartition("/")[2] in DOCUMENTS}

    @property
    def profiles(self) -> frozenset[str]:
        """What its documents answer to."""
        return frozenset([self.profile]) if self.profile else profiles_of(self.system)

    def system_with(self, changed: dict[str, str]) -> System:
        """The system as it is with these texts in place of the original ones."""
        texts = {path: changed.get(path, marked.text) for path, marked in self.files.items()}
        return understood(MemoryTree(texts, self.name))[1]


def read_original(path: Path) -> Original:
    told, *pieces = _FILE.split(path.read_text(encoding="utf-8"))
    files = {name: unmark(text) for name, text in zip(pieces[0::2], pieces[1::2], strict=True)}
    profile, _, _ = told.strip().removeprefix("(").partition(") ")
    return Original(path.stem, told.strip(), files, profile if told.startswith("(") else "")


def originals(folder: Path = FOLDER) -> tuple[Original, ...]:
    return tuple(read_original(path) for path in sorted(folder.glob("*.txt")))
