"""curl from the pages of its options, which say since which version each exists.

python -m tools.grammars.curl OUT REPOSITORY [TAG]     REPOSITORY is a git directory of curl/curl
"""

import re
import sys
from pathlib import Path

from tools.grammars.form import Command, Flag, Tree, files_at, git, last_of_minors, write

_FOLDER = "docs/cmdline-opts/"
_FORM = r"curl-(\d+)_(\d+)_(\d+)"


def main() -> None:
    out, repository = Path(sys.argv[1]), Path(sys.argv[2])
    tags = [tag for tag in last_of_minors(git(repository, "tag").splitlines(), _FORM) if _number(tag) >= (7, 55)]
    trees: list[tuple[str, Tree]] = []
    since: dict[str, str] = {}
    for tag in tags:
        pages = files_at(repository, tag, _FOLDER, ".d") | files_at(repository, tag, _FOLDER, ".md")
        flags: dict[str, Flag] = {}
        for text in pages.values():
            since.update(_option(text, flags))
        trees.append((tag.removeprefix("curl-").replace("_", "."), {"": Command(flags=flags)}))
    write(out, "curl", f"option pages of curl/curl, {tags[0]} to {tags[-1]}", trees, said_since=since)


def _number(tag: str) -> tuple[int, int]:
    major, minor = tag.removeprefix("curl-").split("_")[:2]
    return int(major), int(minor)


def _option(text: str, flags: dict[str, Flag]) -> dict[str, str]:
    head = dict(re.findall(r"^(Long|Short|Arg|Multi|Added|Mutexed): *(.*)$", text, re.M))
    if "Long" not in head:
        return {}
    name, short = f"--{head['Long']}", f"-{head['Short']}" if head.get("Short") else ""
    several = head.get("Multi", "") in ("append", "per-URL") or "can be used several times" in text
    flags[name] = Flag(1 if "Arg" in head else 0, short, several)
    if "Arg" not in head:
        plain = head["Long"].removeprefix("no-")
        flags.setdefault(f"--no-{plain}", Flag(0))
        flags.setdefault(f"--{plain}", Flag(0))
    return {name: head["Added"]} if "Added" in head else {}


if __name__ == "__main__":
    main()
