"""When two names of workloads mean the same service."""

import re
from collections.abc import Iterable, Mapping

from opsworthy.facts.workloads import Workload
from opsworthy.system.environment_words import meaning, same_place
from opsworthy.text.regex import regex

_KIND = regex(r"-(?:deployment|deploy|statefulset|daemonset|pod)$")

Named = tuple[str, str | None]
"""The name of a service, and the environment that the workload stands in."""


def key(name: str) -> str:
    """What stays of a name when spelling is set aside: `My_api-deployment` and `my-api` have one key."""
    return _KIND.sub("", re.sub(r"[_.\s]+", "-", name.strip().lower()))


def service_names(workloads: Iterable[Workload]) -> dict[Workload, Named]:
    """Gives every workload its service. A word for an environment at either end of a name, or a beginning that only one
    environment has, falls away where the rest then agrees with the name in another environment; otherwise names stand."""
    named: dict[Workload, Named] = {each: (each.name, each.environment) for each in workloads}
    named |= _without_words(named)
    return named | _without_beginnings(named)


def _without_words(named: Mapping[Workload, Named]) -> dict[Workload, Named]:
    shorter = {each: found for each, (name, environment) in named.items() if (found := _split_word(name, environment))}
    places: dict[str, set[str | None]] = {}
    for name, environment in named.values():
        places.setdefault(key(name), set()).add(environment)
    for name, environment in shorter.values():
        places.setdefault(key(name), set()).add(environment)
    many = {name for name, stands in places.items() if len(stands - {None}) > 1}
    return {each: found for each, found in shorter.items() if key(found[0]) in many or _is_known(each, found, places)}


def _is_known(workload: Workload, found: Named, places: Mapping[str, set[str | None]]) -> bool:
    """A base without environment stands beside it, and the workload says itself where it stands."""
    return workload.environment is not None and None in places[key(found[0])]


def _split_word(name: str, environment: str | None) -> Named | None:
    if environment is not None and key(name).endswith(f"-{key(environment)}") and len(name) > len(environment) + 1:
        return name[: -len(environment) - 1], environment
    words = re.split(r"[-_.]", name)
    if len(words) < 2:
        return None
    for word, rest in ((words[0], name[len(words[0]) + 1 :]), (words[-1], name[: -len(words[-1]) - 1])):
        if environment is not None and same_place(word, environment):
            return rest, environment
        group = meaning(word)
        if environment is None and group is not None and not group.passing:
            return rest, word
    return None


def _without_beginnings(named: Mapping[Workload, Named]) -> dict[Workload, Named]:
    """Kustomize's namePrefix, where it differs between environments."""
    by_place: dict[str, dict[Workload, str]] = {}
    for each, (name, environment) in named.items():
        if environment is not None and each.platform == "kubernetes":
            by_place.setdefault(environment, {})[each] = name
    found: dict[Workload, Named] = {}
    for environment, here in by_place.items():
        others = [there for place, there in by_place.items() if place != environment]
        elsewhere = {(each.kind, name) for there in others for each, name in there.items()}
        beginning = _shared_beginning(list(here.values()))
        if beginning and all((each.kind, name[len(beginning) :]) in elsewhere for each, name in here.items()):
            found |= {each: (name[len(beginning) :], environment) for each, name in here.items()}
    return found


def _shared_beginning(names: list[str]) -> str:
    """The longest beginning that ends with a dash and that all names share."""
    first, last = min(names), max(names)
    size = 0
    while size < min(len(first), len(last)) and first[size] == last[size]:
        size += 1
    return first[: first.rfind("-", 0, size) + 1]
