"""Links within a document lead to headings that stand in it: one that would lead nowhere becomes plain words."""

from collections.abc import Sequence
from dataclasses import replace

from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import (
    Bullets,
    Element,
    Heading,
    Inline,
    Item,
    Link,
    Paragraph,
    Steps,
    Strong,
    TableOf,
    Text,
    Words,
)
from opsworthy.documents.phrases import anchor


def settled(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks, with every link to a heading that no block has turned into its own words."""
    known = frozenset(anchor(_text(each.words)) for block in blocks for each in block.elements if isinstance(each, Heading))
    return tuple(replace(block, elements=tuple(_element(each, known) for each in block.elements)) for block in blocks)


def _text(words: Words) -> str:
    return "".join(part.text if isinstance(part, Text) else "" for part in words)


def _element(element: Element, known: frozenset[str]) -> Element:
    match element:
        case Paragraph(words):
            return Paragraph(_words(words, known))
        case Bullets(items):
            return Bullets(tuple(_item(item, known) for item in items))
        case Steps(items):
            return Steps(tuple(_item(item, known) for item in items))
        case TableOf(header, rows):
            return TableOf(header, tuple(tuple(_words(cell, known) for cell in row) for row in rows))
        case _:
            return element


def _item(item: Item, known: frozenset[str]) -> Item:
    return Item(_words(item.words, known), tuple(_element(child, known) for child in item.children))


def _words(words: Words, known: frozenset[str]) -> Words:
    return tuple(part for each in words for part in _part(each, known))


def _part(part: Inline, known: frozenset[str]) -> Words:
    if isinstance(part, Link) and part.target.startswith("#") and part.target[1:] not in known:
        return part.words
    return (Strong(_words(part.words, known)),) if isinstance(part, Strong) else (part,)
