"""Alerts and their thresholds."""

import re
from decimal import Decimal

from opsworthy.rules.shapes.claiming.answer import Answer, breaks, holds, nearest, nobody_knows, unknown
from opsworthy.rules.shapes.claiming.claim import PROSE, TABLE, Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.text.regex import regex

_NUMBER = regex(r"(?<![\w.])(\d{1,12}(?:\.\d{1,6})?)")
_SCALES = tuple(Decimal(each) for each in ("1", "100", "1000", "60", "3600", "1024", "1048576", "1073741824", "1000000", "86400"))
_FEW = 2
_VERY_NEAR = 0.9
_CAMEL = regex(r"[A-Z]+[a-z]+[A-Z]\w*")
_OF_THE_CLUSTER = regex(
    r"Kube|Node|Prometheus|Alertmanager|Etcd|etcd|Config|Target|Watchdog|CPU|General|Instance|Blackbox|Cert|Argo|Istio"
)


def answer(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    return _threshold(claim, ground) if claim.kind == "threshold" else _alert(claim, ground, page)


def _alert(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    """Wrong where a declared alert is near, or where the other alerts of the table are declared."""
    known = ground.names("alert")
    if claim.name in known:
        return holds(claim, known[claim.name])
    if claim.kind == "alert-name":
        return _named(claim, ground, page) if known else None
    if not known or not re.fullmatch(r"[A-Za-z][\w-]+", claim.name):
        return nobody_knows("no file declares alerts")
    names = page.names("alert")
    there = sum(name in known for name in names)
    of_others = _OF_THE_CLUSTER.match(claim.name) is not None
    spoken_of = claim.told == PROSE and claim.sure and bool(there) and (page.ours(ground) or bool(_CAMEL.match(claim.name)))
    closed = (
        not of_others
        and (spoken_of or claim.told == TABLE)
        and there >= (1 if spoken_of else _FEW)
        and (there * 5 >= len(names) * 3 or (spoken_of and there * 2 >= len(names)))
    )
    if (not closed and not nearest(claim.name, known)[0]) or ground.spoken(claim.name):
        return nobody_knows(f"no file that was read declares the alert {claim.name}")
    return unknown(claim, page, known, "alert", closed=closed)


def _named(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    """A name in the form of an alert's: wrong where it stands in a list with declared ones or is said to fire, and where it is
    spelt nearly as a declared one; a class or a type of the code stands in the code."""
    known = ground.names("alert")
    among = any(name in known for _, name in claim.beside)
    others = {each.name for each in page.claims if each.kind in ("alert", "alert-name")}
    told = among or (claim.sure and any(name in known for name in others))
    of_others = _OF_THE_CLUSTER.match(claim.name) is not None
    closed = told and not of_others
    if not (closed or nearest(claim.name, known, _VERY_NEAR)[0]) or ground.spoken(claim.name):
        return None
    return unknown(claim, page, known, "alert", closed=True)


def _threshold(claim: Claim, ground: Ground) -> Answer | None:
    """Numbers of the row of an alert against the threshold of its expression, in whatever unit."""
    name = next((name for kind, name in claim.beside if kind == "alert"), claim.of)
    every = ground.of("threshold", name) if name in ground.names("alert") else ()
    said = [Decimal(number) for number in _NUMBER.findall(claim.name)]
    known = [Decimal(number) for each in every for number in _NUMBER.findall(each.name)]
    if not said or not known or not re.search(r"[<>≥≤=%]|\b(?:above|below|over|under|more|less|exceeds?|than)\b", claim.name):
        return None
    if any(_same(one, other) for one in said for other in known):
        return holds(claim, every)
    there = " and ".join(dict.fromkeys(each.name for each in every))
    return breaks(f"{name} fires at {there} in the files, and not at {claim.name[:60]}", every)


def _same(one: Decimal, other: Decimal) -> bool:
    return any(one == other * scale or other == one * scale or abs(100 - one) == other * 100 for scale in _SCALES)
