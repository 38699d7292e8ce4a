"""Whether something of a system is watched: metrics and alerts with their numbers, or a dashboard."""

from opsworthy.rules.shapes.evidence import web_link
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.signal import signals
from opsworthy.text.location import Location


def watched(passage: Passage) -> Location | None:
    """A metric or an alert of the document, or a link to a dashboard."""
    listed = next((each.location for each in signals(passage.reading.document)), None)
    boards = (place for part in passage.about("dashboards") if (place := web_link(part)))
    return listed or next(boards, None)
