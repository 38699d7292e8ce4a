"""Reads the blocks of one section, in order, into its parts."""

from collections.abc import Sequence

from opsworthy.documents.codes import read_fence
from opsworthy.documents.document import Fence
from opsworthy.documents.labels import label
from opsworthy.documents.parts import Parts
from opsworthy.documents.procedures import add_block, add_item, is_step, join_broken_list, mark, printed, shows_output
from opsworthy.text import markdown


def gather(blocks: Sequence[markdown.Block], parts: Parts) -> None:
    """All blocks of a section. What stands under a lead-in is marked with it, up to the next lead-in."""
    under = ""
    for at, block in enumerate(blocks):
        if isinstance(block, markdown.Paragraph):
            said = parts.add_paragraph(block.prose, "" if block.prose.lead else under, in_list=False)
            under = under if said is None else said
        elif isinstance(block, markdown.Fence):
            add_block(block, _fence(block, parts, under), parts, blocks[at - 1] if at else None, under)
        else:
            _block(block, parts, under, in_list=False)


def _block(block: markdown.Block, parts: Parts, under: str, *, in_list: bool) -> None:
    """One block below the level of the section. Depth is bounded by the reader of Markdown."""
    match block:
        case markdown.Paragraph(prose=prose) | markdown.Heading(prose=prose):
            parts.add_paragraph(prose, under, in_list=in_list)
        case markdown.List():
            _list(block, parts, under, in_list=in_list)
        case markdown.Fence():
            _fence(block, parts, under)
        case markdown.Table():
            parts.add_table(block, under)
        case markdown.Quote(blocks=blocks):
            for inner in blocks:
                _block(inner, parts, under, in_list=in_list)
        case markdown.Html():
            parts.add_html(block)
        case _:
            pass


def _list(block: markdown.List, parts: Parts, under: str, *, in_list: bool) -> None:
    """Only the outermost list makes steps; what stands in inner lists belongs to its items."""
    if not in_list and block.ordered:
        join_broken_list(block, parts)
    for item in block.items:
        before = mark(parts)
        _item(item, parts, under)
        if not in_list and is_step(item, block, parts, before):
            add_item(item, block, parts, before, under)


def _item(item: markdown.Item, parts: Parts, under: str) -> None:
    inner = under
    for at, block in enumerate(item.blocks):
        if isinstance(block, markdown.Paragraph):
            parts.add_paragraph(block.prose, under, in_list=True, done=item.done if at == 0 else None)
            inner = label(block.prose.pieces()[-1]) or inner
        elif isinstance(block, markdown.Fence) and shows_output(item.blocks, at, parts):
            _fence(block, parts, inner)
            parts.expectations.append(printed(block))
        else:
            _block(block, parts, inner, in_list=True)


def _fence(block: markdown.Fence, parts: Parts, under: str) -> Fence:
    fence = read_fence(block, under, parts.defined)
    parts.fences.append(fence)
    parts.expectations.extend(fence.expectations)
    return fence
