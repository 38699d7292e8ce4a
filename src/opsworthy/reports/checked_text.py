"""What `opsworthy check` says beside its findings: what it did not judge and what it does not show."""

from collections.abc import Iterator

from opsworthy.reports.printed import Printed
from opsworthy.reports.words import count, safe

_MOST = 5


def aside_lines(skipped: tuple[str, ...], unshown: int, unchanged: int, doubtful: int) -> Iterator[Printed]:
    """A line for each kind of silence, so that none is taken for consent."""
    if skipped:
        named = ", ".join(safe(path) for path in skipped[:_MOST]) + (" …" if len(skipped) > _MOST else "")
        told = (
            "reads like no runbook or cost plan in English and was"
            if len(skipped) == 1
            else "read like no runbooks or cost plans in English and were"
        )
        yield Printed(f"{count(len(skipped), 'document')} {told} not judged (--profile judges any): {named}", "dim")
    if unchanged:
        yield Printed(f"{count(unchanged, 'finding')} that the change has nothing to do with: not shown (--changed-since)", "dim")
    if unshown:
        yield Printed(f"{count(unshown, 'milder finding')} not shown (--severity)", "dim")
    if doubtful:
        yield Printed(f"{count(doubtful, 'less certain finding')} not shown (--confidence low)", "dim")
