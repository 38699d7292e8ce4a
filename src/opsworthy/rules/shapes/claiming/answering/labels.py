"""Labels that commands select by."""

import re

from opsworthy.rules.shapes.claiming.answer import Answer, breaks, holds, nearest, nobody_knows
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.others import given_by_others, is_product
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.rules.shapes.installed import made_by_a_chart
from opsworthy.system.model import Declared
from opsworthy.text.regex import regex

_MANIFEST = regex(r"\.(?:ya?ml|tf|json|tpl|jsonnet|cue)\Z")


def answer(claim: Claim, ground: Ground, page: Page) -> Answer:
    """A label is wrong where its value is nearly one that is declared, or is the name of a workload that bears another value."""
    key, _, value = claim.name.partition("=")
    known = ground.names("label")
    if claim.name in known:
        return holds(claim, known[claim.name])
    written = re.compile(rf"{re.escape(key)}[\"']?\s*[:=]\s*[\"']?{re.escape(value)}(?![\w-])")
    if key not in given_by_others("label-keys") and any(
        value in text and written.search(text) for _, text in ground.files(_MANIFEST)
    ):
        return holds(claim, ())
    if key in given_by_others("label-keys"):
        return nobody_knows(f"{key} is set by tools")
    values: dict[str, tuple[Declared, ...]] = {
        name.partition("=")[2]: every for name, every in known.items() if name.partition("=")[0] == key
    }
    if not values:
        return _other_key(ground, key, value)
    near, only = nearest(value, values)
    if near:
        return breaks(
            f"nothing bears the label {claim.name}; did you mean {key}={near}?", values[near], f"{key}={near}", safe=only
        )
    own = [each for each in ground.of("label", value) if each.name.partition("=")[0] == key]
    if own:
        return breaks(f"{value} bears the label {own[0].name}, and nothing bears {claim.name}", own, own[0].name, safe=True)
    if is_product(value) or value in page.made or made_by_a_chart(value, ground.system, page.reading.commands):
        return nobody_knows(f"{value} may be installed from elsewhere")
    if _is_among_ours(claim, ground):
        return breaks(
            f"nothing bears the label {claim.name}; {key} is {', '.join(sorted(values)[:4])}", next(iter(values.values()))
        )
    return nobody_knows(f"no file that was read sets the label {claim.name}")


def _other_key(ground: Ground, key: str, value: str) -> Answer:
    """A key that nothing bears is wrong where the value is the name of something that runs here under another key."""
    own = [each for each in ground.of("label", value) if each.name.partition("=")[2] == value]
    if own and not ground.system.charts:
        return breaks(
            f"nothing bears a label {key}; {value} bears {own[0].name}",
            own,
            own[0].name,
            safe=len({each.name for each in own}) == 1,
        )
    return nobody_knows(f"no file that was read sets a label {key}")


def _is_among_ours(claim: Claim, ground: Ground) -> bool:
    """Whether the command looks where this repository's own workloads stand, and other labels of the command are borne there."""
    others = [name for kind, every in claim.beside if kind == "label" for name in every.split(",") if name != claim.name]
    namespaces = [name for kind, name in claim.beside if kind == "namespace"]
    stands = {each.namespace for every in ground.names("workload").values() for each in every}
    return (bool(others) and all(name in ground.names("label") for name in others)) or bool(
        namespaces and all(name in stands for name in namespaces) and not ground.system.charts and not ground.system.deliveries
    )
