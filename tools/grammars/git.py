"""git from its manual pages, at several versions, united with the completion helper of the git that is installed.

python -m tools.grammars.git OUT REPOSITORY     REPOSITORY is a git directory of git/git
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.grammars.form import Arity, Command, Flag, Tree, files_at, git, write

_TAGS = ("v2.20.5", "v2.25.5", "v2.30.9", "v2.35.8", "v2.39.5", "v2.43.7", "v2.47.3", "v2.51.2", "v2.55.0")
_TERM = re.compile(r"^(`?-.*?)::\s*$", re.M)
_INCLUDE = re.compile(r"^include::(?:\{[\w-]+\})?([\w/.-]+?)\.(?:txt|adoc)\[\]", re.M)
_CONDITION = re.compile(r"^(?:ifdef|ifndef|endif)::.*$", re.M)
_LONG = re.compile(r"--(\[no-\])?([a-z][\w-]*)(\[?=?)(.*)")
_SHORT = re.compile(r"-(\w|\d)(.*)")
_GLOBAL = {
    "--version": Flag(0, "-v"),
    "--help": Flag(0, "-h"),
    "-C": Flag(1, repeat=True),
    "-c": Flag(1, repeat=True),
    "--config-env": Flag(1, repeat=True),
    "--exec-path": Flag("optional"),
    "--html-path": Flag(0),
    "--man-path": Flag(0),
    "--info-path": Flag(0),
    "--paginate": Flag(0, "-p"),
    "--no-pager": Flag(0, "-P"),
    "--git-dir": Flag(1),
    "--work-tree": Flag(1),
    "--namespace": Flag(1),
    "--bare": Flag(0),
    "--no-replace-objects": Flag(0),
    "--no-optional-locks": Flag(0),
    "--literal-pathspecs": Flag(0),
    "--glob-pathspecs": Flag(0),
    "--list-cmds": Flag(1),
    "--noglob-pathspecs": Flag(0),
    "--icase-pathspecs": Flag(0),
    "--no-lazy-fetch": Flag(0),
    "--no-advice": Flag(0),
    "--super-prefix": Flag(1),
    "--attr-source": Flag(1),
}
_SUBCOMMANDS = {
    "bisect": "start bad new good old terms skip next reset visualize view replay log run help",
    "remote": "add rename rm remove set-head set-branches get-url set-url show prune update",
    "stash": "list show drop pop apply branch push save clear create store export import",
    "worktree": "add list lock move prune remove repair unlock",
    "submodule": "add status init deinit update set-branch set-url summary foreach sync absorbgitdirs",
    "notes": "list add copy append edit show merge remove prune get-ref",
    "reflog": "show expire delete exists list drop write",
    "bundle": "create verify list-heads unbundle",
    "sparse-checkout": "list set add reapply disable init check-rules clean",
    "maintenance": "run start stop register unregister is-needed",
    "commit-graph": "verify write",
    "multi-pack-index": "write verify expire repack compact",
    "lfs": "",
    "config": "list get set unset rename-section remove-section edit",
    "rerere": "clear forget diff remaining status gc",
    "refs": "migrate verify list exists optimize",
}
_AS_WELL = {
    "log": ("diff", "rev-list"),
    "show": ("log", "diff"),
    "whatchanged": ("log", "diff"),
    "shortlog": ("log",),
    "format-patch": ("log", "diff"),
    "reflog show": ("log",),
    "reflog": ("log",),
    "stash show": ("diff",),
    "stash push": ("stash",),
    "stash list": ("log",),
    "diff-tree": ("diff",),
    "pull": ("fetch", "merge"),
    "annotate": ("blame",),
    "stage": ("add",),
    "range-diff": ("diff",),
    "remote update": ("fetch",),
}


def main() -> None:
    out, repository = Path(sys.argv[1]), Path(sys.argv[2])
    tags = [tag for tag in _TAGS if git(repository, "rev-parse", "--verify", "-q", f"refs/tags/{tag}")]
    trees = [(tag, _tree(repository, tag)) for tag in tags]
    installed = subprocess.run(["git", "--version"], capture_output=True, check=False, text=True).stdout.split()[2]
    helped = _helped(repository)
    for tag, tree in trees:
        for name, flags in helped.items() if _number(tag) >= _number(installed) else ():
            command = tree.setdefault(name, Command())
            command.flags = {**flags, **command.flags}
    write(
        out,
        "git",
        f"manual pages of git/git, {tags[0]} to {tags[-1]}, and the completion helper of {installed}",
        trees,
        global_flags=[(tag, dict(_GLOBAL)) for tag in tags],
        notes="long options may be shortened to an unambiguous beginning; -<number> holds where --max-count does; "
        "an unknown subcommand may be an alias or git-<name> on the PATH",
    )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.lstrip("v").split(".")[:2])


def _tree(repository: Path, tag: str) -> Tree:
    pages = files_at(repository, tag, "Documentation/", ".txt") | files_at(repository, tag, "Documentation/", ".adoc")
    texts = {path.removeprefix("Documentation/").rpartition(".")[0]: text for path, text in pages.items()}
    tree: Tree = {}
    for name, text in texts.items():
        if name.startswith("git-") and "/" not in name:
            command = name.removeprefix("git-")
            tree[command] = Command(flags=_synopsis(text, command) | _united(_terms(_whole(text, texts, 0))))
    for name, subs in _SUBCOMMANDS.items():
        for sub in subs.split():
            tree[f"{name} {sub}"] = Command(flags=dict(tree[name].flags) if name in tree else {})
    for name in ("config", "reflog", "rerere", "stash"):
        tree.setdefault(name, Command()).args = (0, None)
    for name, others in _AS_WELL.items():
        for other in others:
            if other in tree:
                tree.setdefault(name, Command()).flags = {**tree[other].flags, **tree.setdefault(name, Command()).flags}
    return tree


def _whole(text: str, texts: dict[str, str], depth: int) -> str:
    """A page with the pages that it includes."""
    if depth > 4:
        return text
    return _INCLUDE.sub(lambda found: _whole(texts.get(found.group(1), ""), texts, depth + 1), _CONDITION.sub("", text))


def _synopsis(text: str, command: str) -> dict[str, Flag]:
    """Options that a page names in its usage only, as `git diff --cached`."""
    found: dict[str, Flag] = {}
    for paragraph in re.split(r"\n\n|^\+$", text, flags=re.M):
        if re.match(rf"\s*(?:\[(?:verse|synopsis)\]\n)?[`'_]*git[ -]{re.escape(command)}\b", paragraph):
            for name, mark in re.findall(
                r"(?<![\w-])(--[a-z][\w-]*)(\[=|=| <)?", re.sub(r"[`'_]", "", paragraph.replace("[no-]", ""))
            ):
                found[name] = Flag("optional" if mark == "[=" else 1 if mark else 0)
    return found


def _united(told: Iterator[tuple[str, Flag]]) -> dict[str, Flag]:
    """One flag for several forms: told with a value and without one, the value is optional."""
    found: dict[str, Flag] = {}
    for name, flag in told:
        before = found.get(name)
        if before is not None and before.arity != flag.arity:
            found[name] = Flag("optional", flag.short or before.short)
        else:
            found[name] = flag
    return found


def _terms(text: str) -> Iterator[tuple[str, Flag]]:
    """Terms that stand together explain one option: a short and a long spelling."""
    together: list[str] = []
    last = -1
    for found in _TERM.finditer(text):
        if found.start() != last + 1:
            yield from _options(together)
            together = []
        together.extend(part.strip() for part in found.group(1).replace("`", "").replace("'", "").replace("_", "").split(", "))
        last = found.end()
    yield from _options(together)


def _options(spelled: list[str]) -> Iterator[tuple[str, Flag]]:
    short, valued = "", False
    for each in spelled:
        found = _SHORT.fullmatch(each) if not each.startswith("--") else None
        if found:
            short, valued = f"-{found.group(1)}", found.group(2).strip().startswith("<")
    longs = [found for each in spelled if (found := _LONG.match(each))]
    for found in longs:
        negative, name, mark, rest = found.groups()
        arity: Arity = "optional" if mark.startswith("[") else 1 if mark or rest.startswith((" <", "=", "<")) else 0
        yield f"--{name}", Flag(1 if valued and arity == 0 else arity, short if len(longs) < 3 else "")
        if negative:
            yield f"--no-{name}", Flag(0)
    if short and (not longs or len(longs) > 2):
        yield short, Flag(1 if valued else 0)


def _helped(place: Path) -> dict[str, dict[str, Flag]]:
    """What the installed git completes."""
    told: dict[str, dict[str, Flag]] = {}
    names = subprocess.run(["git", "--list-cmds=parseopt"], capture_output=True, check=False, text=True).stdout.split()
    for name in names:
        words = subprocess.run(
            ["git", name, "--git-completion-helper-all"], cwd=place, capture_output=True, check=False, text=True
        ).stdout.split()
        for word in words:
            if word.startswith("--") and word != "--":
                told.setdefault(name, {})[word.rstrip("=")] = Flag(1 if word.endswith("=") else 0)
    return told


if __name__ == "__main__":
    main()
