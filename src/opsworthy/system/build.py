"""Facts in, one system out: the story of the floor, top to bottom."""

from opsworthy.facts.detect import Facts
from opsworthy.system.model import Assessment, System


def build(facts: Facts, name: str) -> System:
    """Merges what the files say about one system. Nothing is invented; what the files do not say becomes a question."""
    nothing = Assessment(False, "none", ())
    return System(name=name, deployable=nothing, paid_resources=nothing, problems=facts.problems, left_out=facts.left_out)
