"""What stands under one heading: the blocks of a section taken apart into typed parts with places."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from opsworthy.commands.command import Command
from opsworthy.documents.amounts import Money, bare, currency_of, find, is_total, period_of, unit_of
from opsworthy.documents.durations import find as find_durations
from opsworthy.documents.codes import read_fence, read_span
from opsworthy.documents.document import Amount, Duration, Expectation, Fence, HtmlComment, Link, Paragraph, Step, Table
from opsworthy.documents.environments import named
from opsworthy.documents.expectations import announces_output, of_prose
from opsworthy.documents.labels import label
from opsworthy.text import markdown
from opsworthy.text.location import Location
from opsworthy.text.prose import Prose

_OUTPUT = frozenset(["", "text", "plain", "plaintext", "txt", "json", "output", "console", "none", "http", "yaml", "yml", "log"])


@dataclass
class Parts:
    """The parts of one section while they are collected. `defined` is shared by the whole document."""

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

    def read(self, blocks: list[markdown.Block]) -> None:
        """All blocks of the section, in order."""
        under = ""
        for at, block in enumerate(blocks):
            if isinstance(block, markdown.Paragraph):
                under = label(block.prose) or under
            elif isinstance(block, markdown.Fence):
                self._alone(block, under, blocks[at - 1] if at else None)
                continue
            self._block(block, under, in_list=False)

    def heading(self, prose: Prose) -> None:
        """What a heading's own words state."""
        self.environments.update(dict.fromkeys(named(prose.text)))
        self._facts(prose, prose.text.partition(":")[0], "")
        self._codes(prose)

    def _block(self, block: markdown.Block, under: str, *, in_list: bool) -> None:
        """Depth is bounded by the reader of Markdown."""
        match block:
            case markdown.Paragraph(prose=prose):
                self._paragraph(prose, under if in_list or under != label(prose) else "", in_list, None)
            case markdown.List(items=items):
                self._list(block, items, under, in_list)
            case markdown.Fence():
                self._fence(block, under)
            case markdown.Table():
                self._table(block, under)
            case markdown.Quote(blocks=blocks):
                for inner in blocks:
                    self._block(inner, under, in_list=in_list)
            case markdown.Heading(prose=prose):
                self._paragraph(prose, under, in_list, None)
            case markdown.Html(comments=comments):
                self.comments.extend(HtmlComment(each.text, each.location) for each in comments)
            case _:
                pass

    def _paragraph(self, prose: Prose, under: str, in_list: bool, done: bool | None) -> None:
        said = label(prose)
        self.paragraphs.append(Paragraph(prose.text, prose.location, said, in_list, under, done))
        if said:
            self.environments.update(dict.fromkeys(named(said)))
        self._facts(prose, said, under)
        self._codes(prose)
        self.expectations.extend(of_prose(prose))

    def _facts(self, prose: Prose, said: str, under: str) -> None:
        self.links.extend(Link(each.target, each.text, each.location) for each in prose.links)
        self.comments.extend(HtmlComment(each.text, each.location) for each in prose.comments)
        for money in find(prose.plain):
            words = said or _words_before(prose.text, money.start)
            self._amount(money, prose.place(money.start, money.end), words, under)
        for span in find_durations(prose.plain):
            self.durations.append(Duration(span.low, span.high, prose.place(span.start, span.end), said or under))

    def _amount(self, money: Money, where: Location, words: str, under: str) -> None:
        unit = money.unit or unit_of(words)
        period = money.period or (None if unit else self.period)
        self.amounts.append(Amount(money.low, money.high, money.currency, period, where, words, is_total(words), under, unit))

    def _codes(self, prose: Prose) -> None:
        for code in prose.codes:
            if code.text.startswith(("http://", "https://")) and " " not in code.text:
                self.links.append(Link(code.text, code.text, code.location))
            else:
                self.inline.extend(read_span(code, self.defined))

    def _fence(self, block: markdown.Fence, under: str) -> Fence:
        fence = read_fence(block, under, self.defined)
        self.fences.append(fence)
        self.expectations.extend(fence.expectations)
        return fence

    def _alone(self, block: markdown.Fence, under: str, before: markdown.Block | None) -> None:
        """A block at the level of the section: a step of its own where it has commands, or what the last one prints."""
        fence = self._fence(block, under)
        words = before.prose.text if isinstance(before, markdown.Paragraph) else ""
        if fence.commands:
            inline = [command for command in self.inline if _within(command.location, before)] if before and words else []
            self.steps.append(
                Step(len(self.steps) + 1, words, block.location, (*inline, *fence.commands), fence.expectations, under)
            )
        elif fence.language in _OUTPUT and self.fences[:-1] and (isinstance(before, markdown.Fence) or announces_output(words)):
            self._printed(block)

    def _printed(self, block: markdown.Fence) -> None:
        """An output block belongs to the last step."""
        shown = Expectation(block.excerpt.text.strip("\n"), block.location)
        self.expectations.append(shown)
        if self.steps:
            last = self.steps[-1]
            self.steps[-1] = Step(
                last.number, last.text, last.location, last.commands, (*last.expectations, shown), last.under
            )

    def _list(self, block: markdown.List, items: tuple[markdown.Item, ...], under: str, in_list: bool) -> None:
        top = not in_list
        if top and block.ordered:
            self._join_broken_list(block)
        for item in items:
            seen = _Seen(len(self.inline), len(self.fences), len(self.expectations), len(self.paragraphs))
            self._item(item, under)
            if top and (block.ordered or item.done is not None or len(self.fences) > seen.fences):
                self._step(item, block, seen, under)

    def _item(self, item: markdown.Item, under: str) -> None:
        inner = under
        for at, block in enumerate(item.blocks):
            if isinstance(block, markdown.Paragraph):
                self._paragraph(block.prose, inner if at == 0 else under, True, item.done if at == 0 else None)
                inner = label(block.prose) or inner
            elif isinstance(block, markdown.Fence) and self._is_output(item.blocks, at):
                self._fence(block, inner)
                self.expectations.append(Expectation(block.excerpt.text.strip("\n"), block.location))
            else:
                self._block(block, inner, in_list=True)

    def _is_output(self, blocks: tuple[markdown.Block, ...], at: int) -> bool:
        """Whether a block inside a list item shows what the block before it prints."""
        block, before = blocks[at], blocks[at - 1] if at else None
        if not isinstance(block, markdown.Fence) or block.info.split(" ")[0].lower() not in _OUTPUT or not self.fences:
            return False
        if read_fence(block, "", set()).commands:
            return False
        return isinstance(before, markdown.Fence) or (isinstance(before, markdown.Paragraph) and announces_output(before.prose.text))

    def _step(self, item: markdown.Item, block: markdown.List, seen: "_Seen", under: str) -> None:
        commands = [*self.inline[seen.inline :], *(each for fence in self.fences[seen.fences :] for each in fence.commands)]
        words = " ".join(each.text for each in self.paragraphs[seen.paragraphs :])
        number = item.number if block.ordered else len(self.steps) + 1
        self.steps.append(
            Step(number, words, item.location, tuple(sorted(commands, key=lambda each: each.location)),
                 tuple(self.expectations[seen.expectations :]), under)
        )  # fmt: skip

    def _join_broken_list(self, block: markdown.List) -> None:
        """`1.`, a block that was not indented, `2.`: the block belongs to the first item."""
        loose: list[Step] = []
        while self.steps and loose_step(self.steps[-1], self.fences) and block.start > 1:
            loose.insert(0, self.steps.pop())
        if not loose:
            return
        if not self.steps or self.steps[-1].number != block.start - 1:
            self.steps.extend(loose)
            return
        last = self.steps.pop()
        commands = tuple(command for step in (last, *loose) for command in step.commands)
        expected = tuple(each for step in (last, *loose) for each in step.expectations)
        self.steps.append(Step(last.number, last.text, last.location, commands, expected, last.under))

    def _table(self, block: markdown.Table, under: str) -> None:
        header = tuple(cell.text for cell in block.header.cells)
        self.tables.append(
            Table(header, tuple((tuple(cell.text for cell in row.cells), row.location) for row in block.rows), block.location)
        )
        for cell in block.header.cells:
            self._codes(cell)
        for row in block.rows:
            self._row(header, row, under)

    def _row(self, header: tuple[str, ...], row: markdown.Row, under: str) -> None:
        words = row.cells[0].text.strip() if row.cells else ""
        self.environments.update(dict.fromkeys(named(words) if len(words) < 40 else ()))
        for at, cell in enumerate(row.cells):
            title = header[at] if at < len(header) else ""
            self._codes(cell)
            self.links.extend(Link(each.target, each.text, each.location) for each in cell.links)
            self.comments.extend(HtmlComment(each.text, each.location) for each in cell.comments)
            for money in _cell_amounts(cell, title):
                self._amount(money, cell.place(money.start, money.end), f"{words}: {title}" if at and title else words, under)
            for span in find_durations(cell.plain):
                self.durations.append(Duration(span.low, span.high, cell.place(span.start, span.end), title.strip().lower()))
            self.expectations.extend(of_prose(cell) if "expect" in title.lower() or "response" in title.lower() else ())


@dataclass(frozen=True, slots=True)
class _Seen:
    inline: int
    fences: int
    expectations: int
    paragraphs: int


def loose_step(step: Step, fences: list[Fence]) -> bool:
    """A step made of a block that stands alone."""
    return any(fence.location == step.location for fence in fences)


def _within(location: Location, block: markdown.Block) -> bool:
    return block.location.line <= location.line <= max(block.location.line, block.location.end_line)


def _words_before(text: str, offset: int) -> str:
    """What an amount is for: the words before it in its sentence, without a trailing colon or dash."""
    before = text[:offset]
    cut = max(before.rfind(mark) for mark in (". ", "; ", "\n", " | "))
    return before[cut + 1 :].strip(" \t.;|").strip("~≈<>≤≥+-–—:=( *").strip()


def _cell_amounts(cell: Prose, title: str) -> Iterator[Money]:
    """The amounts of a table's cell; the column's title gives the period, and the currency of a bare number."""
    period = period_of(title)
    found = tuple(find(cell.plain))
    for money in found:
        if money.period is None and not money.unit and period:
            yield Money(money.low, money.high, money.currency, period, "", money.start, money.end)
        else:
            yield money
    currency = currency_of(title)
    plain = bare(cell.plain, currency, period) if currency and not found else None
    if plain is not None:
        yield plain
