"""Claims of versions in words: lists of what is needed, and lines that say what a workflow runs with."""

import re
from collections.abc import Iterator

from opsworthy.rules.shapes.claiming.claim import PROSE, Claim
from opsworthy.rules.shapes.reading import Reading
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_WANTED = regex(
    r"\b(?:prerequisites?|requirements?|required tools?|you(?:'ll)? need|tech(?:nology)? stack|stack|before you begin)\b",
    re.IGNORECASE,
)
_PRODUCT = r"(?P<what>Node(?:\.?js)?|Python|Go(?:lang)?|Ruby|Java|JDK|Terraform|pnpm|\.NET(?: SDK)?|PostgreSQL|Postgres|Redis)"
_VERSION = r"(?P<value>(?:≥\s?|>=\s?)?\d{1,3}(?:\.\d{1,3}){0,2}(?:\.x)?(?:\+|\s?(?:or|and) (?:later|newer|higher|above))?)"
_END = r"(?=[\s,;)(*`]|\.?$)(?!\s*(?:/|-|–|to|or|and|,|&)\s*v?\d)"
_AMOUNT = (
    r"(?!\s?(?:[KMGT]i?B|%|v?CPUs?|cores?|nodes?|replicas?|instances?|pods?"
    r"|servers?|shards?|connections?|ms|seconds?|minutes?|hours?|days?)\b)"
)
_LISTED = regex(
    rf"\s*(?:[-*+]|\d+\.)\s+(?:\[[ x]\]\s+)?\**{_PRODUCT}\**:?\**\s+(?:version\s+)?v?{_VERSION}{_END}{_AMOUNT}", re.IGNORECASE
)
_RUNS = regex(rf"(?<![\w./-]){_PRODUCT}\s+v?{_VERSION}{_END}{_AMOUNT}", re.IGNORECASE)
_PIPELINE = regex(r"\b[\w.-]{1,80}\.ya?ml\b|\b(?:CI|GitHub Actions|workflows?|pipelines?)\b")
_ANY = regex(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){1,2}(?![\w.]*\d)")
_MANY, _FIRST_NODE = 3, 10


def told(read: Reading) -> Iterator[Claim]:
    wanted = {at for each in read.headed if _WANTED.search(each.title) for at in range(each.first, each.last + 1)}
    for at, line in read.whole.lines:
        if at in read.fenced or line.lstrip().startswith(("#", "|", ">")) or not any(each.isdigit() for each in line):
            continue
        found = _LISTED.match(line) if at in wanted else _RUNS.search(line) if _PIPELINE.search(line) else None
        if found is not None and len(_ANY.findall(line)) < _MANY and not _is_a_machine(found["what"], found["value"]):
            yield Claim("version", found["value"], Location(read.document.path, at), PROSE, found["what"])


def _is_a_machine(what: str, value: str) -> bool:
    """Whether it is a machine by its number: node 2 of a cluster."""
    major = re.search(r"\d+", value)
    return what.lower() == "node" and major is not None and int(major[0]) < _FIRST_NODE
