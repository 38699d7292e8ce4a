"""`python -m benchmarks.fuzz FOLDER [MINUTES]`: a run guided by coverage over every reader of the survey, with atheris.

Needs the extra: `pip install -e '.[fuzz]'`. What breaks is kept in FOLDER/found, one file for each different place in our code,
with its trace beside it, and the run goes on; `python -m benchmarks.fuzz.again FOLDER` tries them again without instruments."""

import os
import sys
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.fuzz.archives import packed, unpacked
from benchmarks.fuzz.finding import LARGEST, Finding, seeds
from benchmarks.fuzz.strokes import stroke

SECONDS = 12.0
"""For one input: the instruments make everything some five times slower."""


def main() -> None:
    folder = Path(sys.argv[1])
    minutes = float(sys.argv[2]) if len(sys.argv) > 2 else 20
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["opsworthy"]):
        holding = import_module("benchmarks.fuzz.holding")
        import_module("opsworthy.facts.detect").all_detectors()
    starts = seeds(folder / "corpus", holding.marked)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)
        if random.random() < 0.25:
            return bytes(atheris.Mutate(data, most))
        files = unpacked(data)
        for _ in range(random.choice((1, 1, 1, 2, 4))):
            files = stroke(random, files, starts)
        return packed(files)[:most]

    words = [f"-max_total_time={int(minutes * 60)}", f"-max_len={LARGEST}", "-timeout=120", "-rss_limit_mb=3000"]
    words += ["-print_final_stats=1", f"-artifact_prefix={folder}/", "-reload=0", str(folder / "corpus")]
    sys.setrecursionlimit(1000)
    os.nice(10)
    atheris.Setup([sys.argv[0], *words], Finding(folder / "found", holding.hold, SECONDS), custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
