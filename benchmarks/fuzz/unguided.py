"""`python -m benchmarks.fuzz.unguided FOLDER [MINUTES] [SEED]`: strokes at random, without instruments: ten times the inputs
in the
same time. Nothing is needed but the dev extra; FOLDER/found is as after a guided run."""

import sys
from pathlib import Path
from random import Random
from time import monotonic

from benchmarks.fuzz.archives import packed
from benchmarks.fuzz.finding import LARGEST, Finding, seeds
from benchmarks.fuzz.holding import hold, marked
from benchmarks.fuzz.strokes import stroke

SECONDS = 4.0


def main() -> None:
    folder, minutes = Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 5
    random = Random(int(sys.argv[3]) if len(sys.argv) > 3 else 0)
    starts, finding = seeds(folder / "corpus", marked), Finding(folder / "found", hold, SECONDS)
    end, count = monotonic() + minutes * 60, 0
    while monotonic() < end:
        files = random.choice(starts)
        for _ in range(random.choice((1, 1, 2, 3, 6))):
            files = stroke(random, files, starts)
        finding(packed(files)[:LARGEST])
        count += 1
    print(f"{count} inputs")


if __name__ == "__main__":
    main()
