"""Reads each shell block with `bash -n`: proves that it parses, and executes nothing."""

import subprocess
from shutil import which
from time import perf_counter

from opsworthy.rehearsal.stage import Attempt, Stage

_SECONDS = 10


def _try(script: str) -> Attempt:
    bash = which("bash")
    if bash is None:
        return Attempt("skipped", "bash is not installed", 0.0)
    start = perf_counter()
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program without a shell; `-n` reads and never executes
            [bash, "--noprofile", "--norc", "-n"],
            input=script.encode("utf-8", "replace"),
            capture_output=True,
            timeout=_SECONDS,
            env={"LC_ALL": "C"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Attempt("failed", f"bash did not read it within {_SECONDS} seconds", float(_SECONDS))
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    message = said[0].removeprefix("bash: ") if said else "parses"
    return Attempt("failed" if done.returncode or said else "passed", message, perf_counter() - start)


STAGE = Stage(name="syntax", about="reads every shell block with `bash -n`: it parses; nothing is executed", try_script=_try)
