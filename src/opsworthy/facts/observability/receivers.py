"""Who is told of alerts: receivers, the routes that lead to them, and the channels and addresses that they name."""

from collections import defaultdict
from collections.abc import Iterator

from opsworthy.facts.observability.documents import mappings
from opsworthy.facts.operations import AlertReceiver, Contact
from opsworthy.text.location import Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, entries, find, items, stated, string
from opsworthy.text.regex import regex

_CONFIGS = regex(r"([a-z0-9]{2,30})(?:_configs|Configs)")
_SPELLED = {"pushover": "pushover", "victorops": "victorops", "msteams": "teams", "msteamsv2": "teams", "sns": "sns"}
_DEEPEST = 20
_MOST = 1000
_ADDRESSES = {"email": ("to",), "slack": ("channel",), "rocketchat": ("channel",), "webex": ("room_id", "roomID")}
_KINDS = {"email": "email"}


def receivers(node: Node, environment: str | None) -> Iterator[AlertReceiver | Contact]:
    """The receivers of every configuration that has routes, at or below a node."""
    for each in mappings(node):
        route = find(each, "route")
        if isinstance(route, Mapping) and string(route, "receiver") is not None and items(each, "receivers"):
            led = _matches(route)
            for receiver in items(each, "receivers")[:_MOST]:
                named = stated(receiver, "name")
                if named is not None and isinstance(receiver, Mapping) and named.value in led:
                    yield _receiver(receiver, named, led[named.value], environment)
                    yield from _contacts(receiver, named.value)


def _receiver(receiver: Mapping, named: Stated[str], matches: list[str], environment: str | None) -> AlertReceiver:
    channels = tuple(Stated(kind, entry.location) for kind, entry in _kinds(receiver))
    return AlertReceiver(named.value, "alertmanager", named.location, channels, tuple(dict.fromkeys(matches)), environment)


def _kinds(receiver: Mapping) -> Iterator[tuple[str, Entry]]:
    for entry in receiver.entries:
        kind = _CONFIGS.fullmatch(entry.key)
        if kind is not None and isinstance(entry.value, Sequence) and entry.value.items:
            yield _SPELLED.get(kind.group(1), kind.group(1)), entry


def _contacts(receiver: Mapping, name: str) -> Iterator[Contact]:
    """Channels and addresses that stand in the file as they are."""
    for kind, entry in _kinds(receiver):
        for config in items(entry.value):
            for key in _ADDRESSES.get(kind, ()):
                told = stated(config, key)
                if told is not None and told.value.strip() and not any(mark in told.value for mark in ("{{", "${", "<")):
                    yield Contact(name, _KINDS.get(kind, "channel"), "alertmanager", told.location, handle=told.value)


def _matches(route: Mapping) -> dict[str, list[str]]:
    """What leads to each receiver, as the routes write it; the root route leads everything else to its own."""
    found: dict[str, list[str]] = defaultdict(list)
    waiting: list[tuple[Node, str, int]] = [(route, "", 0)]
    for _ in range(_MOST):
        if not waiting:
            break
        here, above, depth = waiting.pop()
        named = string(here, "receiver") or above
        if named:
            found[named] += _matchers(here)
        if depth < _DEEPEST:
            waiting.extend((each, named, depth + 1) for each in reversed(items(here, "routes")))
    return found


def _matchers(route: Node) -> list[str]:
    exact = [f'{entry.key}="{entry.value.text}"' for entry in entries(route, "match") if isinstance(entry.value, Scalar)]
    fitting = [f'{entry.key}=~"{entry.value.text}"' for entry in entries(route, "match_re") if isinstance(entry.value, Scalar)]
    listed = []
    for each in items(route, "matchers"):
        name, value = string(each, "name"), string(each, "value")
        whole = string(each) or (f'{name}{string(each, "matchType") or "="}"{value}"' if name and value is not None else None)
        listed += [whole] if whole else []
    return [*exact, *fitting, *listed]
