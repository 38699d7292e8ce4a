"""`python -m benchmarks.fuzz.again FOLDER`: every input that a guided run kept, once more, without instruments."""

import sys
import traceback
from pathlib import Path
from time import process_time

from benchmarks.fuzz.archives import unpacked
from benchmarks.fuzz.holding import hold

SLOW = 2.0
"""Seconds of processor time for 64 KiB."""


def main() -> None:
    """Prints one line for each, with what it still breaks."""
    for each in sorted(Path(sys.argv[1], "found").glob("*.input")):
        start = process_time()
        try:
            hold(unpacked(each.read_bytes()), twice=True)
            said = "holds"
        except Exception as error:  # noqa: BLE001 -- whatever is raised is what is looked for
            said = f"{type(error).__name__}: {str(error)[:200]}"
            if "-v" in sys.argv:
                traceback.print_exc(limit=-4)
        seconds = (process_time() - start) / 2
        print(f"{each.stem}  {seconds:5.2f} s{'  SLOW' if seconds > SLOW else ''}  {said}")


if __name__ == "__main__":
    main()
