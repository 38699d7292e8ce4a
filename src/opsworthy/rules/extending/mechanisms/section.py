"""A section that is there and says something."""

from opsworthy.rules.extending.mechanism import Answer, Fault, Look, Mechanism, Test
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.evidence import content
from opsworthy.text.strict import Strict


def make(table: Strict) -> Test:
    least = table.number("words", 1, 10_000) or 1

    def test(look: Look) -> Answer:
        shown = content(look.passage)
        if shown is None:
            return Fault(f"{look.named} has a heading and nothing under it")
        told = sum(marks.count_words(each.text) for each in look.passage.paragraphs if each.location.line != look.passage.first)
        told += sum(marks.count_words(" ".join(row.cells)) for row in look.passage.rows)
        told += sum(marks.count_words(fence.text) for fence in look.passage.fences)
        return shown if told >= least else Fault(f"{look.named} says {told} words; at least {least} are asked for")

    return test


MECHANISM = Mechanism(
    "section", "A section is there and says something.", {"words": "how many words it must hold at least; 1 by default"}, make
)
