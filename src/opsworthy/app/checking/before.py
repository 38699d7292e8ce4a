"""How a repository was where a branch left a revision: what `--changed-since` holds the documents against once more."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from opsworthy.app.checking.asked import Asked
from opsworthy.app.checking.exchanging import words_of
from opsworthy.app.checking.judging import Ground, judged
from opsworthy.app.checking.units import Scope, is_markdown
from opsworthy.app.errors import UserError
from opsworthy.app.workspace import Surveyed, survey
from opsworthy.findings.outcome import Outcome, State
from opsworthy.records.since import Since
from opsworthy.repository.changes import Changes
from opsworthy.repository.git import GitFailed
from opsworthy.repository.revision import RevisionTree
from opsworthy.repository.tree import Tree
from opsworthy.rules.rule import Rule
from opsworthy.system.comparison import differences
from opsworthy.system.definitions import definitions, said_by
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

FAMILY = "truth"
"""The rules that hold what a document says against the system."""
DOUBTS = ("OW861", "OW864", "OW865")
"""The rule that doubts what a change may have made untrue, then those that know it from the change alone: what another rule says
of a line is surer than these, and these than a doubt."""
_READ = frozenset([".sh", ".bash", ""])
_LARGEST = 200_000
_MANY = regex(r"\A\d+ of \d+ ")
_COMMIT = regex(r"\b([0-9a-f]{10})[0-9a-f]{30}\b")

Known = frozenset[tuple[str, str, int, int, str]]


def before_of(surveyed: Surveyed, revision: str, changes: Changes, asked: Asked, documents: Mapping[str, str]) -> Since | None:
    """The repository as it was; None where the revision cannot be read in full, as in a clone that lacks its objects. Where
    nothing but documents changed the system is that of now. `documents` are the texts that are judged."""
    alone = all(is_markdown(path) for path in (*changes.lines, *changes.renamed))
    try:
        then = (
            _documents_then(surveyed, changes) if alone else survey(surveyed.root, changes.commit, asked.keeping, asked.with_helm)
        )
    except UserError:
        return None
    new = frozenset(path for path in changes.lines if path not in changes.hunks)
    now = definitions(surveyed.system)
    told = () if alone else differences(definitions(then.system), now)
    texts = _texts(then.tree, changes)
    every, left = words_of(surveyed, then, changes, documents)
    return Since(
        _COMMIT.sub(r"\1", revision), then.system, told, changes.hunks, new, changes.renamed, texts, said_by(now), every, left
    )  # fmt: skip


def _documents_then(surveyed: Surveyed, changes: Changes) -> Surveyed:
    """The tree as it was with the system as it is. Raises UserError."""
    try:
        return replace(surveyed, tree=RevisionTree(surveyed.root, changes.commit))
    except GitFailed as error:
        raise UserError(f"{error}.") from error


def _texts(tree: Tree, changes: Changes) -> dict[str, str]:
    """Scripts that changed, as they were."""
    names = {now: before for before, now in changes.renamed.items()}
    known = frozenset(tree.paths())
    found: dict[str, str] = {}
    for path in (names.get(each, each) for each in changes.hunks):
        if path in known and PurePosixPath(path).suffix in _READ:
            read = tree.read(path)
            if isinstance(read, Source) and len(read.text) <= _LARGEST:
                found[path] = read.text
    return found


def drift_rules(ground: Ground) -> tuple[Rule, ...]:
    return tuple(rule for rule in ground.options.rules if rule.family == FAMILY)


def made_by(ground: Ground) -> Since | None:
    """The change of the code and the manifests; None where nothing but documents changed."""
    return ground.since if ground.since is not None and ground.since.system is not ground.system else None


def known_before(ground: Ground, scope: Scope, texts: dict[str, str]) -> Known:
    """What was untrue of the documents already, as they read now, before the change of the code and the manifests."""
    since, rules = made_by(ground), drift_rules(ground)
    if since is None or not rules:
        return frozenset()
    options = replace(ground.options, rules=rules)
    earlier = Ground(
        ground.root, since.system, options, ground.today, ground.kept, standing={**ground.standing, **texts}
    )  # fmt: skip
    told = judged(earlier, scope)
    return frozenset(key_of(each) for each in told.outcomes if each.state is State.BROKEN)


def key_of(outcome: Outcome) -> tuple[str, str, int, int, str]:
    """A finding by its place and what it is about: the nearest name may be another one in another system, and one more of many is
    no finding of its own."""
    place = outcome.location
    about = outcome.message.partition(";")[0]
    return (
        outcome.rule,
        place.path,
        place.line,
        place.column,
        _MANY.sub("", about.partition(":")[0]) if _MANY.match(about) else about,
    )
