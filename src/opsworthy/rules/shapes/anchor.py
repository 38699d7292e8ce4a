"""The anchors of a Markdown page: as GitHub makes them from headings, and as other sites do where they differ."""

import re
from collections.abc import Iterable
from functools import lru_cache

from opsworthy.documents.document import Document
from opsworthy.documents.parse import titles
from opsworthy.rules.shapes.reading import reading
from opsworthy.rules.shapes.same import Same
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_NAMED = regex(r"<[a-z][a-z0-9]*\s[^<>]{0,300}?\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]{1,200})", re.IGNORECASE)
_GIVEN = regex(r"\{:?\s*#([\w:.-]{1,200})[^{}\n]{0,100}\}\s*$", re.MULTILINE)
_TITLED = regex(r"<h[1-6][^<>]{0,200}>(.{1,200}?)</h[1-6]>", re.IGNORECASE)
_SPAN = regex(r"\[#?([\w-]{1,80})\]\{|:id=([\w-]{1,80})|\(#?([\w-]{1,80})\)=")


def anchors(document: Document) -> frozenset[str]:
    """Every anchor that leads somewhere on the page, in lower case."""
    return _anchors(Same(document))


@lru_cache(maxsize=64)
def anchors_of_text(path: str, text: str) -> frozenset[str]:
    """The anchors of a page that nobody has parsed yet."""
    return _made(text, titles(Source(path, text), "runbook"))


@lru_cache(maxsize=8)
def _anchors(key: Same[Document]) -> frozenset[str]:
    return _made(key.it.text, (each.title for each in reading(key.it).headed))


def _made(text: str, headings: Iterable[str]) -> frozenset[str]:
    made = {name.lower() for name in (*_NAMED.findall(text), *_GIVEN.findall(text))}
    made |= {part.lower() for parts in _SPAN.findall(text) for part in parts if part}
    counted: dict[str, int] = {}
    for title in (*headings, *_TITLED.findall(text)):
        slug = slug_of(title)
        made.add(f"{slug}-{counted[slug]}" if slug in counted else slug)
        counted[slug] = counted.get(slug, 0) + 1
    return frozenset(made)


def leads(fragment: str, known: frozenset[str]) -> bool:
    """Whether a fragment is one of the anchors, however the site joins words: GitHub keeps a dash for each space around a mark
    that it drops, others keep one."""
    wanted = fragment.lower().removeprefix("user-content-")
    if wanted in known or wanted in ("", "top") or wanted.startswith(":~:"):
        return True
    return plain_slug(wanted) in {plain_slug(each) for each in known}


def plain_slug(slug: str) -> str:
    """A slug with single dashes and nothing but letters and digits between them."""
    return re.sub(r"[\W_]+", "-", slug).strip("-")


def letters_of(slug: str) -> str:
    """The letters and digits of a slug alone."""
    return re.sub(r"[\W_]+", "", slug.lower())


def slug_of(title: str) -> str:
    """The anchor of a heading as GitHub makes it: lower case, spaces to dashes, other marks and pictures gone."""
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")
