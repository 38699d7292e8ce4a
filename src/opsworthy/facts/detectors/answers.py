"""opsworthy.toml: what a person said that no file can say."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import Answer
from opsworthy.text.node import Mapping, Node, Sequence
from opsworthy.text.secrecy import carries_credentials
from opsworthy.text.source import Problem

_PLACES = frozenset({"opsworthy.toml", "docs/opsworthy.toml", "doc/opsworthy.toml", "ops/opsworthy.toml"})


def _wants(path: str) -> bool:
    return path in _PLACES


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        root = files.toml(source)
        if isinstance(root, Problem):
            yield root
        else:
            yield from _leaves(root, ())


def _leaves(node: Node, key: tuple[str, ...]) -> Iterator[Told]:
    """One answer per leaf; the items of an array have their index, as text, for the last step of the key. An answer that holds
    a credential is withheld: documents repeat answers."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield from _leaves(entry.value, (*key, entry.key))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _leaves(item, (*key, str(index)))
    elif carries_credentials(node.text):
        advice = "take it out, and say where it is kept instead; whoever could read this file knows it now"
        yield Problem(node.location, f"{'.'.join(key)} holds a password or a token, and is not used", advice)
    elif node.value is not None:
        yield Answer(key, node.value, node.location)


DETECTOR = Detector("answers", "answers in opsworthy.toml", _wants, _detect, looks_at=("opsworthy.toml",))
