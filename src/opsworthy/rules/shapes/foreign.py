"""Commands that look at something else than the system: the machines of a cluster, a reserved namespace, a home page."""

import re
from functools import lru_cache
from textwrap import shorten

from opsworthy.commands.command import Command, Effect
from opsworthy.rules.shapes.reading import Passage, Reading
from opsworthy.text.address import split
from opsworthy.text.regex import regex

_RESERVED = "kube-"
_MACHINES = frozenset(["nodes", "node", "no", "namespaces", "namespace", "ns"])
_ABOUT_CLUSTER = frozenset(["cluster-info", "api-resources", "api-versions", "version", "config"])
_CLUSTERS = frozenset(["kubectl", "oc", "k", "microk8s.kubectl"])
_NAME = regex(r"[a-z][a-z0-9]{3,}")
_PUBLIC = frozenset(["www", "com", "org", "net", "info"])


def foreign(passage: Passage, each: Command) -> bool:
    """Whether a command that only looks, looks at nothing of the system that the document is about. Where the document changes
    the machines themselves, or what runs in a reserved namespace, these are the system."""
    if each.effect is not Effect.READS:
        return False
    return _of_cluster(passage.reading, each) or _of_others(passage.reading, each)


def beside_the_system(passage: Passage) -> str:
    """What a part says that verifies and asks nothing but others; empty where it asks the system, or nothing at all."""
    asked = [each for each in passage.commands if each.effect is Effect.READS]
    if not asked or not all(foreign(passage, each) for each in asked):
        return ""
    return f"looks at something else than this system: `{shorten(asked[0].text, 60, placeholder=' …')}`"


def _of_cluster(read: Reading, each: Command) -> bool:
    if each.tool not in _CLUSTERS or len(each.words) < 2:
        return False
    reserved = [name for name in each.names("namespace") if name.startswith(_RESERVED)]
    if reserved:
        return not set(reserved) & _changed(read)
    plain = [word for word in each.words[1:] if not word.startswith("-")]
    if plain[:1] and plain[0] in _ABOUT_CLUSTER:
        return True
    looked = plain[1:2] and plain[0] in ("get", "describe", "top") and plain[1].lower() in _MACHINES
    return bool(looked) and "node" not in _changed(read)


@lru_cache(maxsize=16)
def _changed(read: Reading) -> frozenset[str]:
    """The reserved namespaces that commands of the document change, and `node` where they change machines."""
    found: set[str] = set()
    for each in read.commands:
        if each.effect is not Effect.READS:
            found.update(name for name in each.names("namespace") if name.startswith(_RESERVED))
            found.update(target.kind for target in each.targets if target.kind == "node")
    return frozenset(found)


def _of_others(read: Reading, each: Command) -> bool:
    """Whether all that it asks is the home page of a site that the document does not speak of anywhere else."""
    asked = each.names("url")
    return bool(asked) and all(is_home_page(url) and not _spoken_of(read, url) for url in asked)


def is_home_page(address: str) -> bool:
    """Whether an address is the front door of a public site, such as https://www.example.com/."""
    parts = split(address)
    host = parts.netloc.lower()
    if parts.path.strip("/") or parts.query or ":" in host or "@" in host or not re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", host):
        return False
    labels = host.split(".")
    return (labels[0] == "www" or len(labels) == 2) and not labels[-1].isdigit()


def _spoken_of(read: Reading, url: str) -> bool:
    """Whether the document names the site in other lines than those that ask it."""
    names = [name for name in _NAME.findall(split(url).netloc.lower()) if name not in _PUBLIC]
    rest = "\n".join(line for line in read.text if url not in line).lower()
    return any(name in rest for name in names)
