"""`make docs` also refreshes the transcript in README.md: what `opsworthy prepare` prints on an example without documents."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = "opsworthy prepare weather-api"
_BLOCK = re.compile(rf"(?<=\$ {COMMAND}\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def main() -> None:
    """Runs the command in a folder of its own and writes its output into the first block that shows it."""
    page = ROOT / "README.md"
    with tempfile.TemporaryDirectory() as folder:
        ignored = shutil.ignore_patterns("runbook.md", "cost-plan.md", "opsworthy.toml")
        shutil.copytree(ROOT / "examples" / "weather-api", Path(folder) / "weather-api", ignore=ignored)
        program = [str(Path(sys.executable).with_name("opsworthy")), *COMMAND.split()[1:]]
        done = subprocess.run(program, cwd=folder, check=False, capture_output=True, text=True)
    text = page.read_text(encoding="utf-8")
    page.write_text(_BLOCK.sub(lambda _: done.stdout.rstrip() + "\n", text, count=1), encoding="utf-8")


if __name__ == "__main__":
    main()
