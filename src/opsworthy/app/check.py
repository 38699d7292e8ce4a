"""Holds the documents of a repository to the bar."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path

from opsworthy.app.checking.accepting import baseline_of
from opsworthy.app.checking.asked import Asked
from opsworthy.app.checking.before import before_of, drift_rules, known_before, made_by
from opsworthy.app.checking.judging import Ground, judged
from opsworthy.app.checking.kept import KeptOutcomes
from opsworthy.app.checking.options import Options, options_of
from opsworthy.app.checking.settings import settings_of
from opsworthy.app.checking.since import Review, changed, of_change
from opsworthy.app.checking.units import Scope, root_of, scope_of
from opsworthy.app.checking.waiving import configured
from opsworthy.app.extending import extended_bar
from opsworthy.app.kept.store import Keeping
from opsworthy.app.recorded import recorded
from opsworthy.app.workspace import Surveyed, survey
from opsworthy.findings.outcome import Outcome
from opsworthy.findings.summary import Summary, counts, standing, summarise, sure
from opsworthy.rules.rule import Rule
from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Checked:
    """The outcomes of a check, in the order of the documents and the rules, with the system they were held against. `texts` are
    the judged documents; `rules` those that were asked; `skipped` documents that are no runbook and no cost plan; `unshown`
    counts findings milder than what was asked for, `unchanged` those that a change has nothing to do with,
    `doubtful` those that are less certain than what was asked for."""

    system: System
    outcomes: tuple[Outcome, ...]
    summary: Summary
    documents: tuple[str, ...]
    root: Path = Path()
    texts: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    skipped: tuple[str, ...] = ()
    unshown: int = 0
    unchanged: int = 0
    doubtful: int = 0


def check(asked: Asked) -> Checked:
    """Surveys, parses and judges. Raises UserError where a path, an option or the configuration is wrong."""
    return repeatable(asked)(asked.instead)


def repeatable(asked: Asked) -> Callable[[Mapping[str, str]], Checked]:
    """The same check for any texts that stand for those of documents; the repository is surveyed once. Raises UserError."""
    root = root_of(asked)
    options = options_for(root, asked)
    surveyed = survey(root, keeping=asked.keeping, with_helm=asked.with_helm)
    scope = scope_of(asked, surveyed)
    return lambda instead: _checked(surveyed, replace(asked, instead=instead), options, scope)


def check_surveyed(surveyed: Surveyed, asked: Asked) -> Checked:
    """Judges the documents of a system that was surveyed already."""
    options = options_for(surveyed.root, asked)
    return _checked(surveyed, asked, options, scope_of(replace(asked, path=surveyed.root), surveyed))


def options_for(root: Path, asked: Asked) -> Options:
    """What the command line and opsworthy.toml come to. Raises UserError."""
    settings = settings_of(root, asked.today)
    bar, extensions = extended_bar(root, settings)
    return options_of(asked.wanted, settings, bar.rules, extensions)


def _checked(surveyed: Surveyed, asked: Asked, options: Options, scope: Scope) -> Checked:
    texts = {**({scope.pages[0].path: asked.stdin.text} if asked.stdin else {}), **asked.instead}
    records = recorded(surveyed.root)
    changes = changed(surveyed.root, options.since) if options.since is not None else None
    ground = Ground(
        surveyed.root, surveyed.system, options, asked.today,
        KeptOutcomes(surveyed.root, None if asked.addresses else asked.keeping),
        reviews=records.reviews, asked=records.asked, standing=texts,
        trying=partial(_trouble_of, today=asked.today, keeping=asked.keeping) if asked.addresses else None,
    )  # fmt: skip
    if options.since and changes:
        told = {path: ground.text(path) for path in scope.paths}
        ground = replace(ground, since=before_of(surveyed, options.since, changes, asked, told))
    found = judged(ground, scope)
    texts = {path: ground.text(path) for path in found.documents}
    outcomes = configured(found.outcomes, options, found.documents, surveyed.system, everything=scope.main is not None)
    unchanged = 0
    if changes is not None:
        drift = frozenset(rule.id for rule in drift_rules(ground))
        kept = of_change(outcomes, Review(changes, made_by(ground), known_before(ground, scope, texts), drift), texts)
        outcomes, unchanged = kept, len(standing(outcomes)) - len(standing(kept))
    baseline = baseline_of(surveyed.root, options.baseline)
    if baseline is not None:
        outcomes = baseline.accept(outcomes, {path: text.splitlines() for path, text in texts.items()})
    doubtful = {id(each) for each in standing(outcomes) if not sure(each.confidence, options.sure)}
    hidden = {id(each) for each in standing(outcomes) if not counts(each.severity, options.shown)} - doubtful
    shown = tuple(each for each in outcomes if id(each) not in hidden | doubtful)
    return Checked(
        surveyed.system, shown, summarise(shown, options.threshold), found.documents, surveyed.root, texts, options.rules,
        found.skipped, len(hidden), unchanged, len(doubtful),
    )  # fmt: skip


def _trouble_of(addresses: Iterable[str], today: date, keeping: Keeping | None) -> Mapping[str, str]:
    """What came of some addresses. What speaks to the web is imported only where somebody asked for it."""
    found: Mapping[str, str] = import_module("opsworthy.app.addressing").trouble_of(addresses, today, keeping)
    return found
