"""`python -m benchmarks.startup`: the whole process of `opsworthy --version`, median of twenty after a warm-up."""

import subprocess
import sys
from statistics import median
from time import perf_counter

RUNS = 20


def main() -> None:
    """Prints the median, least and greatest wall time in milliseconds."""
    command = [f"{sys.prefix}/bin/opsworthy", "--version"]
    times = []
    for _ in range(RUNS + 1):
        start = perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append((perf_counter() - start) * 1000)
    counted = times[1:]
    print(f"opsworthy --version: median {median(counted):.0f} ms, {min(counted):.0f} to {max(counted):.0f} ms over {RUNS} runs")


if __name__ == "__main__":
    main()
