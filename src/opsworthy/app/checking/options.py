"""What a check really does: the command line before opsworthy.toml, and both before our own defaults."""

from collections.abc import Iterable

from opsworthy.app.checking.asked import Wanted
from opsworthy.app.checking.settings import Settings
from opsworthy.app.errors import UserError
from opsworthy.findings.outcome import Confidence, Severity
from opsworthy.findings.summary import counts
from opsworthy.findings.waiver import Waiver
from opsworthy.rules.extending.extension import Extension
from opsworthy.rules.rule import Rule
from opsworthy.rules.selection import UnknownWord, chosen
from opsworthy.text.dataclass import dataclass

_TIER = 2


@dataclass(frozen=True)
class Options:
    """`rules` are those that were selected; `whole` where none was left out; `shown` the mildest severity and `sure` the lowest
    confidence that is reported, and `threshold` the mildest that fails; `baseline` the file, None for the usual one if it is
    there, "" for none."""

    rules: tuple[Rule, ...]
    whole: bool
    profile: str | None
    tier: int
    strict: bool
    shown: Severity
    sure: Confidence
    threshold: Severity
    since: str | None
    baseline: str | None
    waivers: tuple[Waiver, ...]
    extensions: tuple[Extension, ...] = ()


def options_of(wanted: Wanted, settings: Settings, rules: Iterable[Rule], extensions: tuple[Extension, ...] = ()) -> Options:
    """Raises UserError for a word that selects nothing, and where what fails would not be shown."""
    every = tuple(rules)
    shown = wanted.severity or settings.severity or Severity.NOTE
    threshold = wanted.threshold or settings.threshold or Severity.ERROR
    if not counts(threshold, shown):
        raise UserError(
            f"{threshold.value} findings would fail the check and not be shown: "
            f"choose --severity {threshold.value}, or --fail-on {shown.value}."
        )
    selected = _selected(every, wanted, settings)
    return Options(
        rules=selected,
        whole=len(selected) == len(every),
        profile=wanted.profile or settings.profile,
        tier=_first(wanted.tier, settings.tier, _TIER),
        strict=bool(_first(wanted.strict, settings.strict, False)),
        shown=shown,
        sure=wanted.confidence or settings.confidence or (Confidence.LOW if wanted.select else Confidence.MEDIUM),
        threshold=threshold,
        since=wanted.since,
        baseline=settings.baseline if wanted.baseline is None else wanted.baseline,
        waivers=settings.waivers,
        extensions=extensions,
    )


def _first(*values: int | bool | None) -> int:
    return next(int(value) for value in values if value is not None)


def _selected(rules: tuple[Rule, ...], wanted: Wanted, settings: Settings) -> tuple[Rule, ...]:
    """`--select` stands for the `select` of opsworthy.toml; what either says to ignore is ignored, unless it is selected by id or
    name on the command line."""
    select = wanted.select or settings.select
    ignore = (*wanted.ignore, *(() if wanted.select else settings.ignore))
    try:
        return chosen(rules, select, ignore)
    except UnknownWord as unknown:
        near = f" Did you mean {', '.join(unknown.near)}?" if unknown.near else ""
        raise UserError(
            f"{unknown.word!r} names no rule, family or clause.{near} `opsworthy rules` and `opsworthy bar` list them."
        ) from unknown
