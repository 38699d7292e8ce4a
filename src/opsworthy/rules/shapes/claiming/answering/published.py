"""What Compose files publish on the machine that they run on, service by service, whichever of several files says so."""

from collections.abc import Iterator, Mapping

from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.system.model import Declared
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_COMPOSE = regex(r"(?:^|/)[\w.-]*(?:compose|stack)[\w.-]*\.ya?ml\Z")
_KEY = regex(r"( *)(?:- )?[\"']?([\w.-]+)[\"']?:")
_MAPPED = regex(r"(?<![\w.{$-])(?:(?:[\d.]{7,15}|localhost|\[[\da-f:]+\]):)?(?:\$\{\w+:?-(\d{2,5})\}|(\d{2,5})):(?:\$\{|\d)")
_LONG = regex(r"\bpublished:\s*[\"']?(?:\$\{\w+:?-)?(\d{2,5})\b")
_KEPT = "published ports"


def published(ground: Ground) -> Mapping[str, tuple[Declared, ...]]:
    """The published ports by service, with their places; worked out once for a ground."""
    kept = ground.remembered.get(_KEPT)
    if kept is None:
        found: dict[str, list[Declared]] = {}
        for path, text in ground.files(_COMPOSE):
            for each in _in_file(path, text):
                found.setdefault(each.of, []).append(each)
        kept = ground.remembered[_KEPT] = {of: tuple(every) for of, every in found.items()}
    return kept  # type: ignore[return-value]


def _in_file(path: str, text: str) -> Iterator[Declared]:
    """The lines below `services:`: a key that stands least far in is a service, a number before a colon one of its ports."""
    inside, depth, service = False, 0, ""
    for at, line in enumerate(text.splitlines(), 1):
        bare = line.split(" #", 1)[0]
        if not bare.strip() or bare.lstrip().startswith("#"):
            continue
        key = _KEY.match(bare)
        if not bare.startswith(" "):
            inside, depth = bare.startswith("services:"), 0
        elif inside and key and (not depth or len(key[1]) == depth):
            depth, service = len(key[1]), key[2]
        elif inside and service:
            ports = [one or other for one, other in _MAPPED.findall(bare)] if ":" in bare else []
            for port in (*ports, *_LONG.findall(bare)):
                yield Declared("port", port, Location(path, at), service)
