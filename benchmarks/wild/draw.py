"""The findings of a check of many clones, and a random draw of them."""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Finding:
    """A broken outcome that nobody excused, in a document of a clone."""

    repository: str
    commit: str
    path: str
    line: int
    rule: str
    name: str
    severity: str
    message: str

    @property
    def key(self) -> str:
        return "\t".join((self.repository, self.path, self.rule, self.message))


def clones(folder: Path) -> list[Path]:
    """The git clones of a folder, one or two levels deep, by name."""
    return sorted(path.parent for pattern in ("*/.git", "*/*/.git") for path in folder.glob(pattern))


def documents(clone: Path, listed: Path | None) -> list[str]:
    """The documents to check in a clone: those whose path stands below the folder `listed` as well, else what the check finds."""
    if listed is None:
        return []
    below = listed / clone.name
    return sorted(str(path.relative_to(below)) for path in below.rglob("*.md") if (clone / path.relative_to(below)).is_file())


def findings(clone: Path, paths: list[str]) -> tuple[list[Finding], int]:
    """What the check of one clone finds broken, and how many documents it looked at."""
    command = [sys.executable, "-P", "-m", "opsworthy", "check", *(paths or ["."]), "--format", "json"]
    environment = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=clone, capture_output=True, text=True, check=False, env=environment)
    if not done.stdout.startswith("{"):
        print(f"{clone.name}: exit code {done.returncode}: {done.stderr[-300:]}", file=sys.stderr)
        return [], 0
    said = json.loads(done.stdout)
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=clone, capture_output=True, text=True, check=False).stdout.strip()
    found = [
        Finding(clone.name, commit, each["location"]["path"], each["location"]["line"], each["rule"], each["name"],
                each["severity"], each["message"])
        for each in said["outcomes"]
        if each["outcome"] in ("broken", "error") and not each["waived"]
    ]  # fmt: skip
    return found, len(paths) or len({each.path for each in found})


def draw(found: list[Finding], count: int, seed: int, most_of_one: int) -> list[Finding]:
    """A random draw without repetition; of one document at most `most_of_one`, so that none speaks for all."""
    shuffled = sorted(found)
    random.Random(seed).shuffle(shuffled)
    taken: list[Finding] = []
    of: Counter[tuple[str, str]] = Counter()
    for each in shuffled:
        if len(taken) < count and of[each.repository, each.path] < most_of_one:
            of[each.repository, each.path] += 1
            taken.append(each)
    return taken


def excerpt(clone: Path, finding: Finding, around: int = 6) -> Iterator[str]:
    """The lines about a finding, its own marked."""
    path = clone / finding.path
    lines = path.read_text("utf-8", errors="replace").splitlines() if path.is_file() else []
    for at in range(max(1, finding.line - 2), min(len(lines), finding.line + around) + 1):
        yield f"  {'>' if at == finding.line else ' '} {at:5} {lines[at - 1][:150]}"
