"""`[check]` of opsworthy.toml: what a team has decided once. A key nobody knows is refused, with its line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from opsworthy.app.checking.asked import PROFILES
from opsworthy.app.errors import UserError
from opsworthy.app.reading import FILE, read_text
from opsworthy.findings.outcome import Confidence, Severity
from opsworthy.findings.waiver import Waiver
from opsworthy.text import toml
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import find
from opsworthy.text.source import Problem, Source
from opsworthy.text.strict import Refused, Strict, is_day

_KEYS = (
    "profile", "tier", "select", "ignore", "severity", "confidence", "fail-on", "strict", "baseline", "extends", "plugins",
    "waivers",
)  # fmt: skip
_WAIVER_KEYS = ("rule", "path", "section", "reason", "owner", "until")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Settings:
    """What `[check]` says; None or empty where it says nothing. `extends` and `plugins` with the places that name them."""

    profile: str | None = None
    tier: int | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severity | None = None
    confidence: Confidence | None = None
    threshold: Severity | None = None
    strict: bool | None = None
    baseline: str | None = None
    extends: tuple[tuple[str, Location], ...] = ()
    plugins: tuple[tuple[str, Location], ...] = ()
    waivers: tuple[Waiver, ...] = ()


def settings_of(root: Path, today: date) -> Settings:
    """The settings of the repository in a folder. Raises UserError with file and line for what cannot be understood: a
    configuration that is half read would wave something through."""
    text = read_text(root, FILE)
    return settings_in(Source(FILE, text), today) if text is not None else Settings()


def settings_in(source: Source, today: date) -> Settings:
    """The same of a text."""
    table = toml.parse(Source(source.path, source.text.removeprefix("\ufeff")))
    if isinstance(table, Problem):
        raise UserError(f"{table.location}: {table.message}; {table.advice}. It may say how to check, so nothing was checked.")
    node = find(table, "check")
    return refusing(lambda: _settings(Strict(node, "[check]"), today)) if node is not None else Settings()


def refusing(read: Callable[[], Value]) -> Value:
    """What was read. Raises UserError where it is refused."""
    try:
        return read()
    except Refused as refused:
        raise UserError(str(refused)) from refused


def _settings(table: Strict, today: date) -> Settings:
    table.only(*_KEYS)
    severity, threshold = (table.choice(key, [each.value for each in Severity]) for key in ("severity", "fail-on"))
    confidence = table.choice("confidence", [each.value for each in Confidence])
    return Settings(
        profile=table.choice("profile", PROFILES),
        tier=table.number("tier", 0, 3),
        select=table.words("select"),
        ignore=table.words("ignore"),
        severity=Severity(severity) if severity else None,
        confidence=Confidence(confidence) if confidence else None,
        threshold=Severity(threshold) if threshold else None,
        strict=table.flag("strict"),
        baseline=table.string("baseline") if table.has("baseline") else None,
        extends=table.placed_words("extends"),
        plugins=table.placed_words("plugins"),
        waivers=tuple(_waiver(each, today) for each in table.tables("waivers")),
    )


def _waiver(table: Strict, today: date) -> Waiver:
    """A configured waiver. Without a reason it excuses nothing, and the rules about waivers say so; without a rule or a path it
    is no waiver at all."""
    table.only(*_WAIVER_KEYS)
    rule = table.needed("rule", "the name or the id of one rule")
    paths = table.needed("path", "the document, or a pattern such as docs/runbooks/*.md")
    day = table.day("until").strip()
    until = date.fromisoformat(day) if is_day(day) else None
    reason = table.string("reason").strip()
    problem = "" if reason else "it gives no reason"
    if not problem and day and until is None:
        problem = f"its date {day[:20]!r} is not of the form 2027-01-31"
    place = table.place("rule")
    return Waiver(
        rule, reason, table.string("owner").strip(), until, place, place.line, place.line, problem=problem,
        expired=until is not None and until < today, paths=paths, section=table.string("section").strip(),
    )  # fmt: skip
