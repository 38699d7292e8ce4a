"""Takes out the comment of a waiver that excuses nothing any more."""

from opsworthy.findings.outline import lines_of
from opsworthy.findings.patch import Edit, Patch
from opsworthy.findings.waiver import Waiver
from opsworthy.rules.rule import Subject
from opsworthy.text.location import Location


def taken_out(subject: Subject, waiver: Waiver, *, safe: bool) -> Patch | None:
    """The comment, with its lines where it has them for itself; None where it is not in a document, or not alone of its kind on
    its lines."""
    document = next((each for each in (subject.runbook, subject.cost_plan) if each and each.path == waiver.location.path), None)
    if document is None or waiver.paths:
        return None
    first, last = waiver.location.line, max(waiver.location.end_line, waiver.location.line)
    lines = lines_of(document.text)
    before, opened, _ = lines[first - 1].partition("<!--")
    _, closed, after = lines[last - 1].partition("-->")
    others = "<!--" in after or lines[first - 1].count("<!--") > 1 or any("<!--" in line for line in lines[first:last])
    if not opened or not closed or others:
        return None
    words = f"takes out the waiver of {waiver.rule}"
    if before.strip("\ufeff \t") or after.strip():
        start, end = len(before.rstrip(" \t")) + 1, len(lines[last - 1]) - len(after) + 1
        return Patch((Edit(Location(document.path, first, start, last, end), ""),), words, safe)
    if "\ufeff" in before or last >= len(lines):
        end = len(lines[last - 1]) + 1
        return Patch((Edit(Location(document.path, first, 2 if "\ufeff" in before else 1, last, end), ""),), words, safe)
    gap = (first == 1 or not lines[first - 2].strip()) and not lines[last].strip() and last + 1 < len(lines)
    return Patch((Edit(Location(document.path, first, 1, last + (2 if gap else 1), 1), ""),), words, safe)
