"""How often a secret is replaced: an interval, not a word such as “regularly”."""

from opsworthy.documents.document import Document
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.secret import outlives
from opsworthy.rules.shapes.secret_list import Entry
from opsworthy.rules.shapes.section import regions
from opsworthy.rules.shapes.wording import wording
from opsworthy.text.location import Location

_INTERVAL = wording("intervals")
_SETTLED = wording("settled")
_VAGUE = wording("vague")
_ROTATES = wording("rotates")
_RHYTHM = wording("rhythm-words")


def is_interval(text: str) -> bool:
    """Whether a text states an interval that somebody will live to see."""
    return not outlives(text) and _states(text)


def _states(text: str) -> bool:
    return bool(_INTERVAL.search(text)) or marks.says("rhythms", text.replace("on compromise", ""))


def is_vague(text: str) -> bool:
    """Whether a text stands in the place of an interval and is none: “TBD”, “regularly”, nothing at all, or only an event."""
    if is_interval(text):
        return False
    if not text.strip(" -–—") or outlives(text):
        return True
    return bool(_VAGUE.search(text)) or (not _SETTLED.search(text) and "compromise" in text.lower())


def for_all(document: Document, listed: tuple[Entry, ...]) -> Location | None:
    """A sentence that gives an interval for all secrets: about rotation, outside every entry and naming none of them."""
    lines = {entry.location.line for entry in listed}
    rotating = [each for region in regions(document, "secrets") for each in (region, *region.about("secret-rotation"))]
    rotating += list(reading(document).whole.about("secret-rotation"))
    for passage in rotating:
        titled = bool(_ROTATES.search(passage.title)) and not passage.row
        for each in passage.paragraphs:
            text = f"{each.label} {each.text}"
            said = is_interval(text) and (bool(_ROTATES.search(text)) or (titled and bool(_RHYTHM.search(text))))
            if (
                said
                and each.location.line not in lines
                and not any(entry.name in each.text for entry in listed)
                and not each.in_list
            ):
                return each.location
    return None
