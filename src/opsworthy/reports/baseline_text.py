"""What `opsworthy baseline` prints."""

from collections.abc import Iterator

from opsworthy.findings.baseline import Compared, Entry
from opsworthy.reports.printed import Printed
from opsworthy.reports.words import count, safe


def written_lines(path: str, accepted: int, changed: bool) -> Iterator[Printed]:
    """After `write`."""
    what = "written" if changed else "it says so already"
    yield Printed(f"{safe(path)}: {count(accepted, 'finding')} accepted; {what}", "good")


def pruned_lines(path: str, accepted: int, compared: Compared | None) -> Iterator[Printed]:
    """After `prune`: what went, what was followed, what is left."""
    if compared is not None:
        yield from (Printed(f"- {_entry(each)}", "good") for each in compared.gone)
        yield from (Printed(f"~ {_entry(then)} → {safe(now.path)}, {_section(now)}", "dim") for then, now in _elsewhere(compared))
        gone = count(len(compared.gone), "entry", "entries")
        yield Printed(f"{safe(path)}: {gone} taken out, {count(accepted, 'finding')} still accepted")


def diff_lines(path: str, accepted: int, compared: Compared | None) -> Iterator[Printed]:
    """After `diff`: + for a finding that is not accepted, - for an entry that nothing answers to any more."""
    if compared is not None:
        for each in compared.new:
            yield Printed(f"+ {safe(str(each.location))}: {safe(each.message)} [{each.name}]", "bad")
        yield from (Printed(f"- {_entry(each)}", "good") for each in compared.gone)
        yield from (Printed(f"~ {_entry(then)} → {safe(now.path)}, {_section(now)}", "dim") for then, now in _elsewhere(compared))
        told = f"{len(compared.new)} new, {len(compared.gone)} gone, {accepted} accepted"
        yield Printed(f"{safe(path)}: {told}", "bad" if compared.new else "good")


def _elsewhere(compared: Compared) -> tuple[tuple[Entry, Entry], ...]:
    """Those that stand elsewhere; a finding that was half mended stands where it stood."""
    return tuple((then, now) for then, now in compared.moved if (then.path, then.section) != (now.path, now.section))


def _entry(entry: Entry) -> str:
    return f"{safe(entry.path)}, {_section(entry)}: {safe(entry.message)} [{entry.name}]"


def _section(entry: Entry) -> str:
    return f"“{safe(entry.section)}”" if entry.section else "the document"
