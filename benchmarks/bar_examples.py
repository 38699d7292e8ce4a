"""Judges the good and bad examples inside a quality bar, and prints what holds and what is broken in each.

python -m benchmarks.bar_examples path/to/quality-bar.md
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from opsworthy.documents.parse import parse
from opsworthy.findings.outcome import Outcome, State
from opsworthy.rules.judge import judge
from opsworthy.rules.rule import Subject
from opsworthy.system.model import Assessment, Environment, System
from opsworthy.text.location import Location
from opsworthy.text.source import Source

# Which rules an excerpt can answer to: those of the part of the document that it is taken from.
PARTS = {
    "Deployment Procedures": ("runbook", ("OW1",)),
    "Troubleshooting Guide": ("runbook", ("OW4", "OW105", "OW106")),
    "Operations Procedures": ("runbook", ("OW2", "OW105", "OW106")),
    "Cost Estimates": ("cost-plan", ("OW704", "OW705", "OW706", "OW707", "OW708", "OW709", "OW71", "OW730", "OW106")),
    "Cost Guardrails": ("cost-plan", ("OW725", "OW73", "OW106")),
    "Secret Documentation": ("runbook", ("OW60", "OW105", "OW106")),
}
WHOLE = ("OW101", "OW102", "OW103", "OW108", "OW109")


@dataclass(frozen=True)
class Example:
    part: str
    good: bool
    text: str


def examples(text: str) -> Iterator[Example]:
    """The Markdown blocks that follow `Good` and `Bad` under the headings of PARTS; their inner blocks all name a language."""
    part, good, depth, held = "", False, 0, list[str]()
    for line in text.splitlines():
        fence = re.match(r"\s*```(\w*)", line)
        if depth == 0:
            if line.startswith("#### "):
                part = line[5:].strip()
            elif "**Good**" in line or "**Bad**" in line:
                good = "**Good**" in line
            elif fence and fence.group(1) == "markdown" and part in PARTS:
                depth, held = 1, []
            continue
        if fence:
            depth += 1 if fence.group(1) else -1
        if depth == 0:
            yield Example(part, good, "\n".join(held) + "\n")
        else:
            held.append(line)


def judged(example: Example) -> list[Outcome]:
    """The outcomes of the rules that the excerpt can answer to. Only what an excerpt of one environment can show is assumed."""
    kind, asked = PARTS[example.part]
    document = parse(Source(f"{kind}.md", example.text), kind)
    nothing = Assessment(True, "service", ())
    places = (Location("k8s/production/deployment.yaml", 1),)
    names = ("dev", "staging", "production") if example.part == "Cost Guardrails" else ("production",)
    system = System(
        "example", nothing, nothing,
        environments=tuple(Environment(name, "kubernetes", ("manifests", "k8s"), name, False, places) for name in names),
    )  # fmt: skip
    subject = Subject(
        system,
        document if kind == "runbook" else None,
        document if kind == "cost-plan" else None,
        None,
        Location(document.path, 1),
    )
    outcomes = judge(subject, date(2026, 1, 1))
    return [each for each in outcomes if each.rule.startswith(asked) and not each.rule.startswith(WHOLE)]


def main() -> None:
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    for example in examples(text):
        outcomes = judged(example)
        print(f"\n## {example.part}: {'good' if example.good else 'bad'}")
        for outcome in outcomes:
            if outcome.state in (State.BROKEN, State.ERROR):
                print(f"  BROKEN {outcome.rule} {outcome.name}  line {outcome.location.line}: {outcome.message}")
        held = sorted({outcome.name for outcome in outcomes if outcome.state is State.HELD})
        print(f"  held: {', '.join(held) or 'nothing'}")
        rest = sorted(
            {f"{outcome.name} ({outcome.state})" for outcome in outcomes if outcome.state not in (State.HELD, State.BROKEN)}
        )
        print(f"  neither: {', '.join(rest) or 'nothing'}")


if __name__ == "__main__":
    main()
