"""Whether a document has the form that the bar asks for, so that what is not in its place is not there at all."""

from opsworthy.documents.document import Document
from opsworthy.documents.profile import is_alert_page, is_named_runbook, parts_of
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.section import COST_PLAN, RUNBOOK, outer, region_of

_PARTS = 4
"""Of a page for one alert: meaning, impact, diagnosis, mitigation."""
_LACKING = 1
_SHORT = 60
"""Lines that are not empty."""


def follows_the_bar(document: Document) -> bool:
    """Whether nothing that the bar asks for can stand there in another form. A short document that is called a runbook has no
    other place for it; else all but one of the bar's sections are main sections of the document, and half of these, under
    headings that mean them; a page about one alert has all but one of its parts."""
    if document.kind == "runbook" and is_alert_page(document):
        return len(parts_of(document)) >= _PARTS - _LACKING
    if is_named_runbook(document) and sum(map(bool, map(str.strip, reading(document).text))) <= _SHORT:
        return True
    asked = COST_PLAN if document.kind == "cost-plan" else RUNBOOK
    main = outer(reading(document))
    found = {region_of(each, document) for each in main} & asked.keys()
    return len(found) >= len(asked) - _LACKING and 2 * len(found) >= len(main)
