"""rails from its commands and rake tasks, and prisma from the argument tables of its commands.

python -m tools.grammars.frameworks OUT TOOL REPOSITORY     REPOSITORY is a git directory
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.grammars.form import Command, Flag, Tree, files_at, git, write
from tools.grammars.sources import tags

_RUBY_OPTION = re.compile(
    r"^\s+(?:class_option|option|method_option) :(\w+),?(.*?)(?=^\s*(?:class_option|option|def|desc|private|no_commands|\n))",
    re.M | re.S,
)
_RAILS_NAMED = {"console": "c", "server": "s", "generate": "g", "destroy": "d", "runner": "r", "test": "t", "dbconsole": "db"}


def rails(out: Path, repository: Path) -> None:
    trees: list[tuple[str, Tree]] = []
    for tag in tags(repository, (6, 0), r"v(\d+)\.(\d+)\.(\d+)(?:\.\d+)?"):
        tree: Tree = {
            "": Command(flags={"--version": Flag(0, "-v"), "--help": Flag(0, "-h"), "--trace": Flag(0), "--tasks": Flag(0, "-T")})
        }
        for path, text in files_at(repository, tag, "railties/lib/rails/commands", "_command.rb").items():
            _rails_command(tree, path.rpartition("/")[2].removesuffix("_command.rb"), text)
        for text in _rake_files(repository, tag):
            for name in _rake(text):
                tree.setdefault(name, Command(flags={"--trace": Flag(0), "--environment": Flag(1, "-e")}, args=(0, None)))
        for name in ("new", "generate", "destroy", "plugin", "runner", "test"):
            tree.setdefault(name, Command(args=(0, None))).passes_on = True
        trees.append((tag, tree))
    write(
        out,
        "rails",
        f"commands and tasks of rails/rails, {trees[0][0]} to {trees[-1][0]}",
        trees,
        notes="a task may come from a gem or the project: an unknown one with a colon cannot be known; NAME=value may follow",
    )


def _rake_files(repository: Path, tag: str) -> list[str]:
    folders = ("railties/lib/rails/tasks", "activerecord/lib/active_record/railties", "activestorage/lib/tasks")
    found = (
        files_at(repository, tag, folder, ".rake") for folder in (*folders, "actionmailbox/lib/tasks", "actiontext/lib/tasks")
    )
    return [text for files in found for text in files.values()]


def _rails_command(tree: Tree, name: str, text: str) -> None:
    flags: dict[str, Flag] = {"--help": Flag(0, "-h"), "--environment": Flag(1, "-e")}
    for option, rest in _RUBY_OPTION.findall(text):
        short = re.search(r'aliases: \[?"(-\w)"', rest)
        switch = "type: :boolean" in rest
        flags[f"--{option.replace('_', '-')}"] = Flag(0 if switch else 1, short.group(1) if short else "")
        if switch:
            flags[f"--no-{option.replace('_', '-')}"] = Flag(0)
    verbs = [
        verb
        for verb in re.findall(r"^      def (\w+)\(?", text.partition("private")[0], re.M)
        if verb not in ("perform", "initialize", "help")
    ]
    tree[name] = Command({_RAILS_NAMED[name]} if name in _RAILS_NAMED else set(), flags, args=(0, None))
    if name in ("credentials", "encrypted", "dev", "app", "query"):
        for verb in verbs:
            tree[f"{name}:{verb}"] = Command(flags=dict(flags), args=(0, None))


def _rake(text: str) -> Iterator[str]:
    spaces: list[tuple[int, str]] = []
    for line in text.splitlines():
        found = re.match(r"( *)(?:\w+ = )?(namespace|task) :?\"?([\w:]+)", line)
        if not found:
            continue
        depth = len(found[1])
        spaces = [each for each in spaces if each[0] < depth]
        if found[2] == "namespace":
            spaces.append((depth, found[3]))
        else:
            name = found[3].strip(":")
            if not name.startswith("_") and name not in ("name", "spec_name"):
                yield ":".join([name for _, name in spaces] + [name])


_PRISMA_NEW = re.compile(r"^(\s+)'?([\w-]+)'?: (?:(\w+)(?:\.\$)?\.new\(|new SubCommand\()(\{?)", re.M)
_PRISMA_ARG = re.compile(r"^\s+'(--?[\w-]+)': (\[?\w+\]?|'--[\w-]+'),?$", re.M)


def prisma(out: Path, repository: Path) -> None:
    trees: list[tuple[str, Tree]] = []
    for tag in tags(repository, (4, 0), r"(\d+)\.(\d+)\.(\d+)")[::-1][::3][::-1]:
        files = files_at(repository, tag, "packages/migrate/src/commands", ".ts") | files_at(
            repository, tag, "packages/cli/src", ".ts"
        )
        classes = {path.rpartition("/")[2].removesuffix(".ts"): text for path, text in files.items() if "__tests__" not in path}
        source = git(repository, "show", f"{tag}:packages/cli/src/bin.ts")
        tree: Tree = {"": Command(flags={"--help": Flag(0, "-h"), "--version": Flag(0, "-v")})}
        path: list[tuple[int, str]] = []
        for found in _PRISMA_NEW.finditer(source[source.find("CLI.new") :].partition("await ")[0]):
            depth = len(found[1])
            path = [*(each for each in path if each[0] < depth), (depth, found[2])]
            tree[" ".join(name for _, name in path)] = Command(flags=dict(_prisma_flags(classes.get(found[3] or "", ""))))
        trees.append((tag, tree))
    write(out, "prisma", f"argument tables in prisma/prisma, {trees[0][0]} to {trees[-1][0]}", trees)


def _prisma_flags(text: str) -> Iterator[tuple[str, Flag]]:
    told = _PRISMA_ARG.findall(text)
    shorts = {means.strip("'"): name for name, means in told if means.startswith("'")}
    yield "--help", Flag(0, "-h")
    for name, means in told:
        if means.startswith("'") and name.startswith("--"):
            yield name, Flag(1)
        elif not means.startswith("'") and name != "--help":
            short = shorts.get(name, "")
            yield name, Flag(0 if "Boolean" in means else 1, short if not short.startswith("--") else "", means.startswith("["))


def main() -> None:
    out, tool, repository = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    {"rails": rails, "prisma": prisma}[tool](out, repository)


if __name__ == "__main__":
    main()
