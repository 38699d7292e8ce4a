"""Whether the path of an address is a route of this repository's own source."""

import re

from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.text.regex import regex

_SOURCE = regex(r"\.(?:py|go|rb|rs|php|cs|java|kt|ex|exs|scala|[cm]?[jt]sx?)\Z")
_WORD = regex(r"[A-Za-z][\w-]*\Z")
OF_ANYBODY = regex(
    r"/(?:(?:api/v1/(?:query|alerts|targets|rules|label|status)|-/|api/v2/(?:alerts|silences)|v1/sys|_cluster|_cat|_nodes"
    r"|api/(?:status|health|datasources|dashboards)|d/|d-solo/|v2/|debug/)|(?:explore|metrics|graph|targets|alerts|status|ping|login|docs|swagger[\w-]*"
    r"|openapi|redoc|admin|(?:api/)?(?:health|healthz|ready|live)(?:/(?:live|ready|startup|liveness|readiness))?)(?:\.\w+)?\Z)"
)
"""Paths on which many programs answer, so that they say nothing of whose port it is."""
_FAR = frozenset(["api", "rest", "public", "internal"])
_LEAST, _LONG = 3, 5
_LINES = 6


def path_after(claim: Claim, page: Page) -> str:
    """The path that follows a port of this machine on the line, without its query; empty where there is none."""
    after = re.compile(rf":{claim.name}(/[\w./{{}}<>:$*-]{{1,120}})")
    for at in range(claim.location.line, claim.location.line + _LINES):
        line = page.reading.line(at)
        if found := after.search(line):
            return found[1].rstrip("/.")
        if not line.rstrip().endswith("\\"):
            break
    return ""


def asks_own_route(claim: Claim, ground: Ground, page: Page) -> bool:
    """Whether the source has the path as a route: its beginning in a literal, or each of its telling parts in one."""
    path = path_after(claim, page)
    if not path or OF_ANYBODY.match(path):
        return False
    parts = [part for part in path.split("/") if part]
    literal = parts[: next((at for at, part in enumerate(parts) if not _WORD.match(part)), len(parts))]
    telling = [part for part in literal if part not in _FAR and not re.fullmatch(r"v\d+", part) and len(part) >= _LEAST]
    if not telling or max(map(len, telling)) < _LONG:
        return False
    known = ground.remembered.setdefault("own routes", {})
    assert isinstance(known, dict)
    if path not in known:
        known[path] = _is_route(literal[: literal.index(telling[0]) + 1], telling, ground)
    return bool(known[path])


def _is_route(first: list[str], telling: list[str], ground: Ground) -> bool:
    begins = re.compile(rf"[\"'`][^\"'`\n:]{{0,40}}/?{re.escape('/'.join(first))}(?=[\"'`/?])")
    pieces = [re.compile(rf"[\"'`/]{re.escape(part)}(?=[\"'`/])") for part in telling]
    texts = [text for _, text in ground.files(_SOURCE) if telling[-1] in text or telling[0] in text]
    if any(begins.search(text) for text in texts):
        return True
    return len(pieces) > 1 and any(all(piece.search(text) for piece in pieces) for text in texts)
