"""Documents parsed into entries: imported only where a document has to be read, since the parsers cost more than a kept index."""

from opsworthy.documents.parse import parse
from opsworthy.documents.search.entries import entries_of
from opsworthy.documents.search.entry import Entry
from opsworthy.text.source import Source


def entries_in(path: str, text: str, kind: str) -> tuple[Entry, ...]:
    """The entries of a Markdown text; what is neither runbook nor cost plan is read as a runbook, and says so."""
    document = parse(Source(path, text), "cost-plan" if kind == "cost-plan" else "runbook")
    return entries_of(document, kind)
