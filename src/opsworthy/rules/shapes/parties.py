"""The paid services of others in an estimate: each with its name, and all that the system uses."""

import re
from collections.abc import Iterator

from opsworthy.documents.document import Amount, Document
from opsworthy.findings.outcome import Related
from opsworthy.rules.rule import Subject, Verdict
from opsworthy.rules.shapes.money import counts
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.section import regions
from opsworthy.rules.shapes.subject import means
from opsworthy.rules.shapes.verdict import broken
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

# Words that say of what kind a service is, not which.
_KIND = regex(
    r"\b(?:third|3rd|part(?:y|ies)|external|outside|services?|apis?|saas|others?|(?:sub-?)?totals?|estimate[sd]?|costs?|prices?"
    r"|additional|misc\w*|various|vendors?|providers?|subscriptions?|tools?|tooling|licen[cs]es?|software|paid|fees?|all|of|and"
    r"|or|the|for|from|per|month(?:ly)?|year(?:ly)?|annual|low|high|likely|min\w*|max\w*|amount|usd|eur|gbp|integrations?|etc"
    r"|an?|in|we|buy|by|use|usage|some)\b",
    re.IGNORECASE,
)
_CLOUDS = frozenset(["aws", "amazon", "google", "microsoft", "azure", "cloud", "platform", "web", "services", "api"])
_LETTERS = regex(r"[^\W\d_]{2,}")


def named_party(passage: Passage) -> Location | None:
    """An amount for a service of others that says which: in a part about them, or in a line that calls it one."""
    titled = means(passage.title, "third-party")
    own = passage.amounts if titled else ()
    spoken = (each for each in passage.amounts if means(f"{each.under} {each.label}", "third-party"))
    parts = (amount for part in passage.about("third-party") for amount in part.amounts)
    every = (*own, *spoken, *parts)
    return next((each.location for each in every if counts(passage, each) and _says_which(passage, each)), None)


def _says_which(passage: Passage, amount: Amount) -> bool:
    line = passage.reading.line(amount.location.line)
    cells = amount.label.split(":")[0] if line.lstrip().startswith("|") else f"{amount.under} {line}"
    return _LETTERS.search(_KIND.sub(" ", cells)) is not None


def unnamed(subject: Subject, plan: Document) -> Iterator[Verdict]:
    """A verdict for each paid service of others that the system uses and the estimate does not name."""
    inside = regions(plan, "estimated-costs")
    told = "\n".join(line for region in inside for _, line in region.lines).lower()
    priced = any(named_party(region) for region in inside)
    for party in subject.system.third_parties if priced else ():
        if party.paid and not _named(party.product, told):
            shown = tuple(Related(place, f"{party.product} is used here") for place in party.locations[:1])
            says = f"the system uses {party.product}, and the estimate does not name it"
            yield broken(says, _nearest(inside), related=shown)


def _named(product: str, told: str) -> bool:
    """Whether a text names a product by one of its words; a whole cloud is told of by its parts."""
    words = [word for word in re.findall(r"[a-z0-9]+", product.lower()) if word not in _CLOUDS]
    return not words or any(re.search(rf"(?<![a-z0-9]){re.escape(word)}", told) for word in words)


def _nearest(inside: tuple[Passage, ...]) -> Location:
    return next((part.location for region in inside for part in region.about("third-party")), inside[0].location)
