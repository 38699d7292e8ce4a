"""What `opsworthy fleet` prints: a line per repository, the neediest first."""

from collections.abc import Iterator

from opsworthy.fleet.scorecard import Scorecard
from opsworthy.reports.printed import Printed, plain
from opsworthy.reports.words import columns, safe


def fleet_lines(cards: tuple[Scorecard, ...]) -> Iterator[Printed]:
    """Rules held, broken and unproven; a repository that could not be judged says why."""
    head = ("repository", "kind", "services", "held", "broken", "unproven", "open questions")
    rows = [head, *(_row(card) for card in cards if card.failed is None)]
    yield from plain(columns(rows, indent=""))
    for card in cards:
        if card.failed is not None:
            yield Printed(f"{safe(card.name)}: not judged: {safe(card.failed)}", "bad")


def _row(card: Scorecard) -> tuple[str, ...]:
    numbers = (card.services, card.held, card.broken, card.unproven, card.open_questions)
    return (safe(card.name), card.kind, *(str(number) for number in numbers))
