"""`make new rule|detector|writer NAME=…`: the one file and the one folder of cases that a plug-in needs."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAMES = re.compile(r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$")

DETECTOR = '''"""{title}: say what this technology is and which facts it gives."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files


def _wants(path: str) -> bool:
    return path.rpartition("/")[2] == "{name}.yaml"


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        yield from files.yaml(source).problems


DETECTOR = Detector(name="{name}", about="{title}", wants=_wants, detect=_detect, looks_at=("{name}.yaml",))
'''

RULE = '''"""{title}."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.rule import Rule, Subject, Verdict


def _judge(subject: Subject) -> Iterator[Verdict]:
    """Yield one verdict for each place that was looked at, and name the place that shows it."""
    yield Verdict(State.CANNOT_KNOW, "this rule does not look at anything yet", subject.anchor)


RULE = Rule(
    id="{id}",
    name="{name}",
    summary="{title}.",
    clauses=(),
    why="Say what happens to an operator when this is broken.",
    fix="Say what to write instead.",
    judge=_judge,
)
'''

WRITER = '''"""{title}: say who reads this document, and when."""

from opsworthy.documents.blocks import Block
from opsworthy.documents.writer import Dossier, Writer
from opsworthy.system.model import System


def _applies(system: System) -> bool:
    return system.deployable.value


def _draft(dossier: Dossier) -> tuple[Block, ...]:
    """One block for each part that can be refreshed by itself."""
    return ()


WRITER = Writer(name="{name}", about="{title}", file="{file}", applies=_applies, draft=_draft)
'''


def main(words: list[str]) -> str:
    """Writes the files and returns what to do next; raises SystemExit with the reason where it cannot."""
    if len(words) != 2 or words[0] not in {"detector", "rule", "writer"} or not NAMES.match(words[1]):
        raise SystemExit("usage: make new rule|detector|writer NAME=a-name (lower case, with dashes)")
    kind, name = words
    module, cases, text = {"detector": _detector, "rule": _rule, "writer": _writer}[kind](name)
    twins = list(module.parent.parent.rglob(f"ow*_{name.replace('-', '_')}.py")) if kind == "rule" else []
    if module.exists() or twins:
        raise SystemExit(f"{module.relative_to(ROOT)} is there already; ids and names are never reused")
    module.parent.mkdir(parents=True, exist_ok=True)
    module.write_text(text, encoding="utf-8")
    for case in cases:
        case.parent.mkdir(parents=True, exist_ok=True)
        case.write_text("", encoding="utf-8")
    told = "\n".join(f"  {path.relative_to(ROOT)}" for path in (module, *cases))
    return f"Wrote\n{told}\nFill the cases first, then the module; `make test` walks them. No list needs a new line."


def _title(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").capitalize()


def _detector(name: str) -> tuple[Path, list[Path], str]:
    name = name.replace("-", "_")
    folder = ROOT / "tests" / "detectors" / name / "plain"
    text = DETECTOR.format(name=name, title=_title(name))
    module = ROOT / "src" / "opsworthy" / "facts" / "detectors" / f"{name}.py"
    return module, [folder / "repo" / f"{name}.yaml", folder / "expected.txt"], text


def _rule(name: str) -> tuple[Path, list[Path], str]:
    """The id is the first free one that follows another; the family is that neighbour's until its maker moves the file."""
    rules = ROOT / "src" / "opsworthy" / "rules"
    taken = {int(found[1]) for path in rules.rglob("ow*.py") if (found := re.match(r"ow(\d+)_", path.name))}
    number = next(each for each in range(101, 1000) if each not in taken and each - 1 in taken) if taken else 101
    family = next((path.parent for path in rules.rglob(f"ow{number - 1}_*.py")), rules / "structure")
    folder = ROOT / "tests" / "rules" / name
    cases = [folder / f"{kind}-{at}.md" for kind in ("good", "bad") for at in ("one", "two")]
    text = RULE.format(id=f"OW{number}", name=name, title=_title(name))
    return family / f"ow{number}_{name.replace('-', '_')}.py", cases, text


def _writer(name: str) -> tuple[Path, list[Path], str]:
    file = f"{name.replace('_', '-')}.md"
    name = name.replace("-", "_")
    folder = ROOT / "tests" / "writers" / name / "plain"
    module = ROOT / "src" / "opsworthy" / "documents" / "writers" / f"{name}.py"
    return module, [folder / "repo" / "README.md", folder / file], WRITER.format(name=name, file=file, title=_title(name))


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1:]) + "\n")
