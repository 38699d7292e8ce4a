"""`python -m benchmarks.survey.clones FOLDER [--label NAME…]`: clones what the labels name, at the labelled commits.

One commit of each repository, from its public address; what is there already is left alone.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from benchmarks.survey.label import labels

ADDRESS = "https://github.com/{repo}.git"


def main() -> None:
    """Clones one repository after another and says which could not be had."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.survey.clones", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--label", action="append", default=[], help="only labels whose name contains this")
    given = parser.parse_args()
    wanted = {label.repo: label.commit for label in labels(tuple(given.label))}
    failed = [repo for repo, commit in wanted.items() if not clone(repo, commit, given.folder)]
    print(f"{len(wanted) - len(failed)} of {len(wanted)} repositories stand in {given.folder}")
    if failed:
        sys.exit(f"not cloned: {', '.join(failed)}")


def clone(repo: str, commit: str, folder: Path) -> bool:
    """A clone that holds one commit; False where git could not get it, and then an empty one stays behind."""
    target = folder / repo.replace("/", "+")
    if _standing(target) == commit:
        return True
    target.mkdir(parents=True, exist_ok=True)
    print(f"{repo} at {commit[:12]}")
    return all(
        _git(target, *step)
        for step in (
            ("init", "--quiet"),
            ("fetch", "--quiet", "--depth=1", ADDRESS.format(repo=repo), commit),
            ("-c", "core.symlinks=true", "checkout", "--quiet", "--detach", "FETCH_HEAD"),
        )
    )


def _standing(target: Path) -> str | None:
    if not (target / ".git").exists():
        return None
    done = subprocess.run(["git", "-C", str(target), "rev-parse", "HEAD"], check=False, capture_output=True, text=True)
    return done.stdout.strip() or None


def _git(target: Path, *arguments: str) -> bool:
    settings = ["-c", "advice.detachedHead=false", "-c", "filter.lfs.smudge=", "-c", "filter.lfs.required=false"]
    return subprocess.run(["git", "-C", str(target), *settings, *arguments], check=False).returncode == 0


if __name__ == "__main__":
    main()
