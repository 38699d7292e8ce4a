"""A repository whose modules are called as ours: nothing of it is imported, however we are started."""

import subprocess
import sys
from pathlib import Path

from runs import write


def test_a_module_of_the_repository_is_not_imported(tmp_path: Path) -> None:
    trap = "from pathlib import Path\nPath('ran').touch()\nraise SystemExit(99)\n"
    root = write(tmp_path / "shop", {"yaml/__init__.py": trap, "click.py": trap, "tomllib.py": trap, "Procfile": "web: run\n"})
    done = subprocess.run(
        [sys.executable, "-m", "opsworthy", "survey", "."], cwd=root, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (root / "ran").exists()
