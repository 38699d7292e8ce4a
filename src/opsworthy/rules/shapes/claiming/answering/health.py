"""Paths of health, against what probes ask and the code answers."""

import re
from collections.abc import Collection

from opsworthy.rules.shapes.claim import health_paths, is_known_path
from opsworthy.rules.shapes.claiming.answer import Answer, breaks, holds, nearest, nobody_knows
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.system.model import Declared, Places
from opsworthy.text.regex import regex

_NEAR = 0.75
_SOURCE = regex(r"\.(?:py|go|rb|rs|php|cs|java|kt|ex|exs|[cm]?[jt]sx?)\Z")
_ROUTES = (
    r"\b(?:[Gg]et|GET|[Pp]ost|path|re_path|url|route|Route|[A-Z]\w*Mapping|Controller|match|handle|HandleFunc|scope|resources?)\b"
    r"\W{0,3}"
)
"""Words before a part of a path, where a router joins it to another one."""
_READ = regex(r"\.(?:py|go|rb|rs|php|cs|java|kt|ex|exs|[cm]?[jt]sx?|ya?ml|tf|json|toml|conf|sh|tpl)\Z|(?:^|/)Dockerfile|\.env")


def health_path(claim: Claim, ground: Ground) -> Answer | None:
    """A path of health that no probe asks, no route answers and no file speaks of."""
    known = health_paths(ground.system)
    if not known:
        return None
    if is_known_path(claim.name, known):
        return holds(claim, ())
    alike = nearest(claim.name, known, _NEAR)[0] or _has_a_sibling(claim.name, known.items())
    if not (claim.sure or alike) or _spoken(claim, ground):
        return nobody_knows(f"no file that was read declares {claim.name}")
    there = [Declared("health-path", path, places[0]) for path, places in known.items() if places]
    near = next(iter(known)) if len(known) == 1 else nearest(claim.name, known, 0.6)[0]
    first = sorted(there, key=lambda each: each.name != near)
    return breaks(f"nothing declares the health path {claim.name}; there is {', '.join(list(known)[:4])}", first, near)


def _has_a_sibling(path: str, known: Collection[tuple[str, Places]]) -> bool:
    """Whether the code, and not a manifest alone, answers another path below the same one, such as `/health/live`."""
    above = path.rpartition("/")[0]
    beside = (places for each, places in known if above and each.rpartition("/")[0] == above)
    return any(_SOURCE.search(place.path) for places in beside for place in places)


def _spoken(claim: Claim, ground: Ground) -> bool:
    """Whether a file holds the path, or routes its last part below another one."""
    if not claim.of:
        return ground.spoken(claim.name)
    last = re.escape(claim.name.rpartition("/")[2])
    routed = rf"[\"'`]/{last}/?[\"'`]|{_ROUTES}[\"'`:]{last}\b|\b{last}/\$?[\"']\s*,"
    held = re.compile(rf"{re.escape(claim.name)}(?![\w/-])|{routed}")
    return any(held.search(text) for _, text in ground.files(_READ))
