"""A tree read and understood: imported only where something has to be read, since the parsers cost more than a kept answer."""

from collections.abc import Collection

from opsworthy.facts.detect import detect, detect_again
from opsworthy.facts.said import Facts, Said
from opsworthy.repository.templating import Templater
from opsworthy.repository.tree import Tree
from opsworthy.system.build import build
from opsworthy.system.model import System


def understood(tree: Tree, templater: Templater | None = None) -> tuple[Facts, System]:
    """What the files say, and the system that it amounts to."""
    facts = detect(tree, templater)
    return facts, build(facts, tree.name)


def understood_again(
    tree: Tree, before: Collection[Said], changed: Collection[str], templater: Templater | None = None
) -> tuple[Facts, System]:
    """The same for a tree that differs from an earlier one in these paths alone; the rest is not read again."""
    facts = detect_again(tree, before, changed, templater)
    return facts, build(facts, tree.name)
