"""`python -m opsworthy`."""

import sys
from pathlib import Path

# `-m` puts the folder at hand first on the path: a repository that is judged there would be imported and run.
sys.path[:] = [each for each in sys.path if Path(each).resolve() != Path.cwd()]

from opsworthy.cli.main import run  # noqa: E402 - not before the path is safe

run()
