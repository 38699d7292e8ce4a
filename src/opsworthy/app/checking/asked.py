"""What a check is asked for, on the command line and in opsworthy.toml."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from pathlib import Path

from opsworthy.app.kept.store import Keeping
from opsworthy.findings.outcome import Confidence, Severity
from opsworthy.text.dataclass import dataclass

PROFILES = ("service", "page", "alert", "library", "cost-plan")


@dataclass(frozen=True)
class Wanted:
    """Options as they were given; None or empty where they were not and opsworthy.toml may speak. `select` and `ignore` are words
    of `rules/selection.py`; `severity` is the mildest and `confidence` the lowest that is shown, `threshold` the mildest that
    fails; `since` a git revision; `baseline` a file, "" for none at all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    tier: int | None = None
    severity: Severity | None = None
    confidence: Confidence | None = None
    threshold: Severity | None = None
    strict: bool | None = None
    since: str | None = None
    baseline: str | None = None


@dataclass(frozen=True)
class Standing:
    """A text that stands for a file: standard input under the name it would have."""

    path: Path
    text: str


@dataclass(frozen=True)
class Asked:
    """What to check: `path` is a repository, a folder of documents, or one Markdown file, and `more` are further ones of the same
    repository; `stdin` is judged instead of any file; `instead` are texts that stand for those of documents. `keeping` is where
    what was read is kept for the next time; `with_helm` whether an installed Helm may render charts; `addresses` whether those of
    the web are tried."""

    path: Path
    today: date
    wanted: Wanted = field(default_factory=Wanted)
    keeping: Keeping | None = None
    with_helm: bool = True
    more: tuple[Path, ...] = ()
    stdin: Standing | None = None
    instead: Mapping[str, str] = field(default_factory=dict)
    addresses: bool = False
