"""Many repositories held to one bar."""

from datetime import date
from pathlib import Path

from opsworthy.app.check import check
from opsworthy.app.checking.asked import Asked
from opsworthy.app.errors import UserError
from opsworthy.fleet.scorecard import Scorecard, ranked, score
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Fleet:
    """Scorecards, the neediest first."""

    cards: tuple[Scorecard, ...]


def score_fleet(paths: tuple[Path, ...], today: date) -> Fleet:
    """Checks each repository; one that cannot be judged is a card that says why, and the others go on."""
    return Fleet(tuple(ranked([_card(path, today) for path in paths])))


def _card(path: Path, today: date) -> Scorecard:
    try:
        checked = check(Asked(path, today))
    except UserError as error:
        return Scorecard(path.name or str(path), str(path), "none", 0, 0, 0, 0, 0, failed=str(error))
    return score(checked.system, str(path), checked.outcomes)
