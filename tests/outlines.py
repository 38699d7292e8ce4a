"""A parsed document as lines that a person can hold against its text: what stands where, and what it means."""

from collections.abc import Iterator

from opsworthy.commands.command import Command
from opsworthy.documents.document import Amount, Document, Duration, Section, Step
from opsworthy.text.location import Location


def outline(document: Document) -> str:
    """Sections as headings, their parts below them by kind, in the order of the text."""
    front = [f"front matter: {document.front_matter!r}"] if document.front_matter else []
    comments = [f"{_at(each.location)} comment {each.text!r}" for each in document.comments]
    return "\n".join((*front, *comments, *_section(document.root))) + "\n"


def _section(section: Section) -> Iterator[str]:
    if section.level:
        about = f" [{section.topic}]" if section.topic else ""
        where = f" ({', '.join(section.environments)})" if section.environments else ""
        yield f"{'#' * section.level} {section.title}{about}{where} @{section.location.line}"
    lines = sorted(_parts(section), key=lambda each: (each[0].line, each[0].column))
    yield from (f"    {text}" for _, text in lines)
    for below in section.sections:
        yield from _section(below)


def _parts(section: Section) -> Iterator[tuple[Location, str]]:
    for text in section.paragraphs:
        if text.label or text.under or text.done is not None:
            done = "" if text.done is None else " done" if text.done else " to do"
            yield (
                text.location,
                f"{_at(text.location)} says{done} {text.label!r}" + (f" under {text.under!r}" if text.under else ""),
            )
    for fence in section.fences:
        under = f" under {fence.label!r}" if fence.label else ""
        yield fence.location, f"{_at(fence.location)} block {fence.language or '-'}{under}"
        yield from ((command.location, f"  {_command(command)}") for command in fence.commands)
    yield from ((command.location, f"inline {_command(command)}") for command in section.inline)
    yield from ((each.location, f"{_at(each.location)} expects {each.text!r}") for each in section.expectations)
    yield from ((each.location, _amount(each)) for each in section.amounts)
    yield from ((each.location, _duration(each)) for each in section.durations)
    yield from ((each.location, f"{_at(each.location)} link {each.target} {each.text!r}") for each in section.links)
    yield from ((each.location, _step(each)) for each in section.steps)
    for table in section.tables:
        yield table.location, f"{_at(table.location)} table {' | '.join(table.header)}"
        yield from ((where, f"  {_at(where)} {' | '.join(cells)}") for cells, where in table.rows)


def _command(command: Command) -> str:
    purposes = ",".join(sorted(command.purposes)) or "-"
    left = "".join(f" ?{each}" for each in command.placeholders)
    return f"{_at(command.location)} {command.effect.value} {purposes} {command.text}{left}"


def _amount(amount: Amount) -> str:
    span = str(amount.low) if amount.low == amount.high else f"{amount.low}..{amount.high}"
    period, unit = f" per {amount.period}" if amount.period else "", f" each {amount.unit}" if amount.unit else ""
    total, under = " total" if amount.is_total else "", f" under {amount.under!r}" if amount.under else ""
    return f"{_at(amount.location)} money {span} {amount.currency}{unit}{period}{total} for {amount.label!r}{under}"


def _duration(duration: Duration) -> str:
    span = str(duration.low) if duration.low == duration.high else f"{duration.low}..{duration.high}"
    return f"{_at(duration.location)} lasts {span} s" + (f" for {duration.label!r}" if duration.label else "")


def _step(step: Step) -> str:
    counts = f"{len(step.commands)} commands, {len(step.expectations)} expectations"
    return f"{_at(step.location)} step {step.number}: {counts}" + (f" under {step.under!r}" if step.under else "")


def _at(place: Location) -> str:
    end = f"{place.end_column}" if place.end_line == place.line else f"{place.end_line}:{place.end_column}"
    return f"{place.line}:{place.column}-{end}"
