"""Any Markdown runbook or cost plan as a typed document: sections by meaning, steps, commands, expectations, tables, money."""

from collections.abc import Iterable

from opsworthy.documents import topics
from opsworthy.documents.amounts import period_of
from opsworthy.documents.document import Document, HtmlComment, Section
from opsworthy.documents.gather import gather
from opsworthy.documents.outline import Headed, outline, walk
from opsworthy.documents.parts import Parts
from opsworthy.text import markdown
from opsworthy.text.hidden import unstyled
from opsworthy.text.location import Location
from opsworthy.text.markdown_reading import lines_of, read, read_headings
from opsworthy.text.prose import Prose
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_VARIABLE = regex(r"\$?\{?([A-Z][A-Z0-9_]{2,})\}?=?")


def parse(source: Source, kind: str) -> Document:
    """Reads a text as a document of a kind: runbook or cost-plan. No text makes it fail."""
    blocks = read(Source(source.path, unstyled(source.text)))
    front = next((block.text for block in blocks if isinstance(block, markdown.FrontMatter)), "")
    tree = _outlined(source, kind, (block for block in blocks if not isinstance(block, markdown.FrontMatter)))
    comments: list[HtmlComment] = []
    root = _section(tree, kind, _Context(_documented(tree), _title(tree)), comments, None, ())
    return Document(
        kind, source.path, tree.location, root, front, text=source.text,
        comments=tuple(sorted(comments, key=lambda each: each.location)),
    )  # fmt: skip


def titles(source: Source, kind: str) -> tuple[str, ...]:
    """The titles of the sections that `parse` would give, in their order: for whom nothing else of the text matters."""
    tree = _outlined(source, kind, read_headings(Source(source.path, unstyled(source.text))))
    return tuple(_titled(part) for part in walk(tree) if part.prose is not None)


def _outlined(source: Source, kind: str, blocks: Iterable[markdown.Block]) -> Headed:
    """Blocks of a text under its headings."""
    lines = lines_of(source.text)
    return outline(blocks, Location(source.path, 1, 1, len(lines), len(lines[-1]) + 1), kind)


def _titled(part: Headed) -> str:
    return part.prose.text.strip() if part.prose else ""


class _Context:
    """What the whole document shares: variables that have a value or are explained, and its title."""

    def __init__(self, defined: set[str], title: Headed | None) -> None:
        self.defined = defined
        self.title = title


def _section(part: Headed, kind: str, context: _Context, comments: list[HtmlComment], period: str | None,
             environments: tuple[str, ...]) -> Section:  # fmt: skip
    """One section and all below it. Depth is bounded: headings have six levels, and bold lines one more."""
    title = _titled(part)
    period = period_of(title) or period
    parts = Parts(context.defined, period)
    if part.prose is not None:
        parts.add_heading(part.prose)
    own = tuple(parts.environments)
    gather(part.blocks, parts)
    comments.extend(parts.comments)
    for name in () if own else environments:
        parts.environments.setdefault(name)
    inherited = own or environments
    return Section(
        title=title,
        level=part.level,
        topic=_topic(part, kind, context),
        location=part.location,
        paragraphs=tuple(parts.paragraphs),
        fences=tuple(parts.fences),
        inline=tuple(parts.inline),
        tables=tuple(parts.tables),
        links=tuple(parts.links),
        amounts=tuple(parts.amounts),
        durations=tuple(parts.durations),
        steps=tuple(parts.steps),
        sections=tuple(_section(below, kind, context, comments, period, inherited) for below in part.parts),
        environments=tuple(parts.environments),
        expectations=tuple(parts.expectations),
    )


def _topic(part: Headed, kind: str, context: _Context) -> str:
    """The document's own title means a topic only where it says nothing else: `Deployment runbook of the shop` is a title."""
    if part.prose is None:
        return ""
    if part is context.title:
        return topics.exact(part.prose.text, kind)
    return topics.meaning(part.prose.text, kind)


def _title(tree: Headed) -> Headed | None:
    """The heading that holds the whole document: the only one of level 1, with all others below it."""
    only = tree.parts[0] if len(tree.parts) == 1 else None
    return only if only is not None and only.level == 1 and only.parts else None


def _documented(tree: Headed) -> set[str]:
    """Variables that the document names in words, in code spans such as `APP` or `$APP`: they are explained, not left open."""
    found: set[str] = set()
    for part in walk(tree):
        for prose in _proses(part.blocks):
            for code in prose.codes:
                match = _VARIABLE.fullmatch(code.text.strip())
                if match:
                    found.add(match.group(1))
    return found


def _proses(blocks: Iterable[markdown.Block]) -> Iterable[Prose]:
    waiting = list(blocks)
    while waiting:
        block = waiting.pop()
        match block:
            case markdown.Paragraph(prose=prose) | markdown.Heading(prose=prose):
                yield prose
            case markdown.List(items=items):
                waiting.extend(inner for item in items for inner in item.blocks)
            case markdown.Quote(blocks=inner_blocks):
                waiting.extend(inner_blocks)
            case markdown.Table(rows=rows):
                for row in rows:
                    yield from row.cells
            case _:
                pass
