"""Regions of a cloud, and the buckets, queues and dashboards that documents name."""

import re

from opsworthy.rules.shapes.claiming.answer import Answer, breaks, holds, nearest, nobody_knows
from opsworthy.rules.shapes.claiming.claim import COMMAND, Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.others import given_by_others
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.system.model import Declared
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_AWS = r"(?:us|eu|ap|sa|ca|me|af|il|mx)(?:-gov)?-(?:north|south|east|west|central|northeast|southeast|northwest|southwest)-[1-9]"
_GOOGLE = (
    r"(?:us|europe|asia|australia|southamerica|northamerica|me|africa)-"
    r"(?:north|south|east|west|central|northeast|southeast|northwest|southwest)[1-9][0-9]?"
)
_AZURE = (
    r"(?:north|south|east|west|central)(?:us2?|centralus|europe|asia|eastasia)|uksouth|ukwest|"
    r"westus[23]|eastus2?|francecentral|germanywestcentral|australiaeast"
)
_REGION = regex(rf"(?<![\w-])(?:({_AWS})|({_GOOGLE})|({_AZURE}))(?![\w]|-[\d])")
_FILES = regex(
    r"\.(?:tf|tfvars|hcl|ya?ml|toml|bicep|bicepparam)\Z|(?:^|/)(?:Makefile|Pulumi\.[\w.-]+|samconfig\.toml|cdk\.json)\Z|\.(?:sh|ts|py)\Z|\.env[\w.]*\Z"
)
_SETS = regex(r"(?:region|location|AWS_DEFAULT_REGION|zone)s?[\w]*[\"']?\s*[:=]|default\s*=|--region|--location", re.IGNORECASE)


def answer(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    return _region(claim, ground, page) if claim.kind == "region" else _stored(claim, ground)


def _region(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    """A region is wrong where the files set regions of the same cloud and no file speaks of this one."""
    whose = _cloud(claim.name)
    if whose is None:
        return None
    line = page.reading.line(claim.location.line)
    if claim.told == COMMAND and any(re.search(rf"\b{word}\b", line) for word in given_by_others("regionless")):
        return nobody_knows("this service of the cloud stands in one region, whatever the system does")
    found, known = _regions(ground)
    there = [each for each in found if _cloud(each.name) == whose]
    if claim.name in known:
        return holds(claim, [each for each in there if each.name == claim.name])
    if not there:
        return nobody_knows("no file sets a region of this cloud")
    names = list(dict.fromkeys(each.name for each in there))
    one = len(names) == 1
    return breaks(
        f"the files set the region {' and '.join(names[:3])}, and never {claim.name}", there, names[0] if one else "", safe=one
    )


def _cloud(region: str) -> int | None:
    found = _REGION.fullmatch(region)
    return found.lastindex if found else None


def _regions(ground: Ground) -> tuple[list[Declared], frozenset[str]]:
    """The regions that lines of files set, and all that any file speaks of."""
    kept = ground.remembered.get("regions")
    if kept is None:
        found: dict[str, Declared] = {}
        known: set[str] = set()
        for path, text in ground.files(_FILES):
            for match in _REGION.finditer(text):
                known.add(match.group())
                line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
                if match.group() not in found and _SETS.search(line):
                    found[match.group()] = Declared(
                        "region", match.group(), Location(path, text.count("\n", 0, match.start()) + 1)
                    )
        kept = (list(found.values()), frozenset(known))
        ground.remembered["regions"] = kept
    return kept  # type: ignore[return-value]


def _stored(claim: Claim, ground: Ground) -> Answer:
    """Buckets, queues and dashboards: others may have some too, so that only what is nearly one of these is wrong."""
    known = ground.names(claim.kind)
    if claim.name in known:
        return holds(claim, known[claim.name])
    near, only = nearest(claim.name, [name for name in known if "${" not in name])
    if not near or ground.spoken(claim.name):
        return nobody_knows(f"no file that was read declares the {claim.kind} {claim.name}")
    return breaks(f"no file declares the {claim.kind} {claim.name}; did you mean {near}?", known[near], near, safe=only)
