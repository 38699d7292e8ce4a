"""The one door through which git is started: never a prompt, a hook, a file-system monitor, a filter or the network."""

import os
import shutil
import subprocess
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

_QUIET = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never")
_SECONDS = 60
_AT_ONCE = 1_000
"""Words that one command line looks for."""
_SPARSE = "not checked out (sparse)"
_MODULE = "submodule that is not checked out"


class GitFailed(Exception):
    """Git is missing, refuses the folder, or does not know a revision; the message is for the person who asked."""


def listed(folder: Path) -> tuple[str, ...] | None:
    """The files below a folder that git tracks or would track, unsorted; a repository within ends with a slash.
    None where no git repository holds the folder, or git cannot be asked."""
    if not any((above / ".git").exists() for above in (folder, *folder.parents)):
        return None
    try:
        found = run(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    except GitFailed:
        return None
    return tuple(dict.fromkeys(_names(found)))


def absent(folder: Path) -> dict[str, str]:
    """What git tracks below a folder and may rightly not have put there, and why; nothing where git cannot be asked."""
    try:
        found = _names(run(folder, "ls-files", "-s", "-t", "-z"))
    except GitFailed:
        return {}
    told = (each.partition("\t")[::2] for each in found)
    reasons = ((path, _SPARSE if how.startswith("S ") else _MODULE if how[2:8] == "160000" else "") for how, path in told)
    return {path: reason for path, reason in reasons if reason}


def holding(folder: Path, words: Collection[str]) -> tuple[str, ...]:
    """The files below a folder, tracked or new, of which the text holds one of some words anywhere; nothing for no words.
    Raises GitFailed."""
    found: dict[str, None] = {}
    every = sorted(words)
    for at in range(0, len(every), _AT_ONCE):
        asked = [each for word in every[at : at + _AT_ONCE] for each in ("-e", word)]
        try:
            told = run(folder, "grep", "-l", "-z", "-I", "-F", "--untracked", "--no-color", "--no-textconv", *asked, "--", ".")
        except GitFailed as error:
            if str(error) != "git grep failed":  # It has no words for having found nothing.
                raise
            continue
        found.update(dict.fromkeys(_names(told)))
    return tuple(found)


def head_commit(folder: Path) -> str | None:
    """The commit that is checked out, in full; None outside a repository, before the first commit, or without git."""
    try:
        return resolve(folder, "HEAD")
    except GitFailed:
        return None


def resolve(folder: Path, revision: str) -> str:
    """The full id of the commit that a revision names. Raises GitFailed; a revision that looks like an option is refused."""
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise GitFailed(f"{revision!r} is not a revision: name a branch, a tag or a commit")
    try:
        answer = run(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except GitFailed as error:
        raise GitFailed(f"git knows no revision {revision!r} in {folder}: {error}") from error
    return answer.decode("ascii", "replace").strip()


def changed_since(folder: Path, revision: str) -> frozenset[str]:
    """Files below a folder that differ from where this branch left a revision, uncommitted and new files included.
    A file that a filter changes on its way into git may be among them without need: filters are not run."""
    commit = resolve(folder, revision)
    with suppress(GitFailed):  # In a shallow clone, or between unrelated histories, the revision itself is the best there is.
        commit = run(folder, "merge-base", commit, "HEAD").decode("ascii", "replace").strip() or commit
    changed = run(folder, *without_filters(folder), "diff-index", "--name-only", "--relative", "-z", commit, "--")
    new = run(folder, "ls-files", "-z", "--others", "--exclude-standard")
    return frozenset((*_names(changed), *_names(new)))


def without_filters(folder: Path) -> tuple[str, ...]:
    """Options that switch off every filter that the repository has configured: git runs them when it compares contents."""
    try:
        names = _names(run(folder, "config", "--null", "--name-only", "--get-regexp", r"^filter\..*\.(clean|process|required)$"))
    except GitFailed:  # There are none.
        return ()
    if any("=" in name for name in names):
        raise GitFailed("a filter in the configuration of this repository has a name that cannot be switched off")
    values = (f"{name}=false" if name.endswith(".required") else f"{name}=" for name in names)
    return tuple(word for value in values for word in ("-c", value))


def run(folder: Path, *arguments: str) -> bytes:
    """The output of one git command in a folder. Raises GitFailed with git's own last words."""
    try:
        done = subprocess.run(  # noqa: S603 -- the program is git, and no argument goes through a shell
            command(folder, *arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment(),
            timeout=_SECONDS,
            check=False,
        )
    except OSError as error:
        raise GitFailed(f"git could not be started: {error.strerror}") from error
    except subprocess.TimeoutExpired as error:
        raise GitFailed(f"git did not answer within {_SECONDS} seconds") from error
    if done.returncode != 0:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitFailed(words[0] if words else f"git {arguments[0]} failed")
    return done.stdout


def command(folder: Path, *arguments: str) -> tuple[str, ...]:
    """The whole command line. Raises GitFailed where git is not installed."""
    program = shutil.which("git")
    if program is None:
        raise GitFailed("git is not installed")
    return (program, "-C", str(folder), *_QUIET, *arguments)


def environment() -> dict[str, str]:
    """What git may see of the environment: no GIT_* that points it elsewhere, nothing that makes it ask or fetch."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }


def _names(output: bytes) -> list[str]:
    return [os.fsdecode(name) for name in output.split(b"\0") if name]
