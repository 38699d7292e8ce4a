"""The parts of one section while they are collected, and what its running text states: money, durations, links, commands."""

from collections.abc import Iterator
from dataclasses import field

from opsworthy.commands.command import Command
from opsworthy.documents.amounts import Money, bare, currency_of, find, is_amount, is_total, period_of, unit_of
from opsworthy.documents.codes import read_span
from opsworthy.documents.document import (
    Amount,
    Duration,
    Expectation,
    Fence,
    HtmlComment,
    Link,
    Paragraph,
    Step,
    Table,
)
from opsworthy.documents.durations import find as find_durations
from opsworthy.documents.environments import named
from opsworthy.documents.expectations import of_prose
from opsworthy.documents.labels import label, leads
from opsworthy.text import markdown
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.prose import Prose
from opsworthy.text.regex import regex

_EDGES = "~≈<>≤≥+-–—:=(*, \t"
_SENTENCE_END = regex(r"[.;](?:\s|$)")
_LONGEST_NAME = 40
_WINDOW = 200  # characters around an amount in which the words for it stand


@dataclass
class Parts:
    """`defined` are the variables that have a value, shared by the whole document; `period` is what headings above say that
    their amounts are for."""

    defined: set[str]
    period: str | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    inline: list[Command] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    durations: list[Duration] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    expectations: list[Expectation] = field(default_factory=list)
    environments: dict[str, None] = field(default_factory=dict)
    comments: list[HtmlComment] = field(default_factory=list)

    def add_heading(self, prose: Prose) -> None:
        self.environments.update(dict.fromkeys(named(prose.text)))
        self._add_facts(prose, "", "")
        self._add_codes(prose)

    def add_paragraph(self, prose: Prose, under: str, *, in_list: bool, done: bool | None = None) -> str | None:
        """Adds one text, cut at the lead-ins inside it. Gives the lead-in of what follows, "" where a bold one ends the
        last, None where it changes nothing."""
        last: str | None = None
        for piece in prose.pieces():
            said = label(piece)
            last = said if leads(piece, said) else "" if piece.lead and said else last
            self.paragraphs.append(Paragraph(piece.text, piece.location, said, in_list, under, done))
            if said:
                self.environments.update(dict.fromkeys(named(said)))
            self._add_facts(piece, said, under)
            self._add_codes(piece)
            self.expectations.extend(of_prose(piece))
        return last

    def add_table(self, block: markdown.Table, under: str) -> None:
        header = tuple(cell.text for cell in block.header.cells)
        rows = tuple((tuple(cell.text for cell in row.cells), row.location) for row in block.rows)
        self.tables.append(Table(header, rows, block.location))
        for cell in block.header.cells:
            self._add_codes(cell)
        for row in block.rows:
            self._add_row(header, row, under)

    def add_html(self, block: markdown.Html) -> None:
        self.comments.extend(HtmlComment(each.text, each.location) for each in block.comments)

    def _add_facts(self, prose: Prose, said: str, under: str) -> None:
        self._add_links(prose)
        text = _countable(prose)
        for money in find(text):
            words = said if said and not is_amount(said) else _words_around(prose.text, money.start, money.end)
            self._add_amount(money, prose.place(money.start, money.end), words, under)
        for span in find_durations(prose.plain):
            self.durations.append(Duration(span.low, span.high, prose.place(span.start, span.end), said or under))

    def _add_links(self, prose: Prose) -> None:
        if prose.links:
            self.links.extend(Link(each.target, each.text, each.location) for each in prose.links)
        if prose.comments:
            self.comments.extend(HtmlComment(each.text, each.location) for each in prose.comments)

    def _add_amount(self, money: Money, where: Location, words: str, under: str) -> None:
        unit = money.unit or unit_of(words)
        period = money.period or (None if unit else self.period)
        self.amounts.append(Amount(money.low, money.high, money.currency, period, where, words, is_total(words), under, unit))

    def _add_codes(self, prose: Prose) -> None:
        for code in prose.codes:
            if code.text.startswith(("http://", "https://")) and " " not in code.text:
                self.links.append(Link(code.text, code.text, code.location))
            else:
                self.inline.extend(read_span(code, self.defined))

    def _add_row(self, header: tuple[str, ...], row: markdown.Row, under: str) -> None:
        words = row.cells[0].text.strip() if row.cells else ""
        if len(words) < _LONGEST_NAME:
            self.environments.update(dict.fromkeys(named(words)))
        for at, cell in enumerate(row.cells):
            title = header[at] if at < len(header) else ""
            self._add_codes(cell)
            self._add_links(cell)
            for money in _cell_amounts(cell, title):
                self._add_amount(money, cell.place(money.start, money.end), f"{words}: {title}" if at and title else words, under)
            for span in find_durations(cell.plain):
                self.durations.append(Duration(span.low, span.high, cell.place(span.start, span.end), title.strip().lower()))
            if any(word in title.lower() for word in ("expect", "response", "should")):
                self.expectations.extend([Expectation(cell.text.strip(), cell.location)] if cell.text.strip(" -–—") else [])


def _countable(prose: Prose) -> str:
    """The text without its code spans, except those that hold an amount and nothing else."""
    text = prose.plain
    for code in prose.codes:
        if is_amount(code.text):
            text = text[: code.start] + code.text + text[code.start + len(code.text) :]
    return text


def _words_around(text: str, start: int, end: int) -> str:
    """What an amount is for: the words before it in its sentence, or after it where it comes first, without colons and dashes."""
    before = text[max(0, start - _WINDOW) : start]
    cut = max(before.rfind(mark) for mark in (". ", "; ", " | "))
    words = before[cut + 1 :].strip(" \t.;|").strip(_EDGES)
    return words or _SENTENCE_END.split(text[end : end + _WINDOW], maxsplit=1)[0].lstrip(")").strip(_EDGES)


def _cell_amounts(cell: Prose, title: str) -> Iterator[Money]:
    """The amounts of a table's cell; the column's title gives the period, and the currency of a bare number."""
    period = period_of(title)
    found = tuple(find(_countable(cell)))
    for money in found:
        if money.period is None and not money.unit and period:
            yield Money(money.low, money.high, money.currency, period, "", money.start, money.end)
        else:
            yield money
    currency = currency_of(title)
    plain = bare(cell.plain, currency, period) if currency and not found else None
    if plain is not None:
        yield plain
