"""systemctl and journalctl from the manual pages of systemd.

python -m tools.grammars.systemd OUT REPOSITORY     REPOSITORY is a git directory of systemd/systemd-stable
"""

import re
import sys
from pathlib import Path

from tools.grammars.form import Arity, Command, Flag, Tree, git, write

_ENTRY = re.compile(r"((?:\s*<term\b[^>]*>.*?</term>)+)", re.S)
_TERM = re.compile(r"<term\b[^>]*>(.*?)</term>", re.S)
_OPTION = re.compile(r"^(--?[\w-]+)(\[=|=|\[| \[)?")
_STANDARD = {"--help": Flag(0, "-h"), "--version": Flag(0), "--no-pager": Flag(0)}
_OLD = {
    "systemctl": {
        "--no-legend": Flag(0),
        "--kill-who": Flag(1),
        "--no-ask-password": Flag(0),
        "--fail": Flag(0),
        "--irreversible": Flag(0),
        "--ignore-dependencies": Flag(0),
    },
    "journalctl": {"--new-id128": Flag(0), "--no-full": Flag(0), "--full": Flag(0, "-l")},
}


def main() -> None:
    out, repository = Path(sys.argv[1]), Path(sys.argv[2])
    versions = sorted({int(found) for found in re.findall(r"^v(\d{3})(?:\.\d+)?$", git(repository, "tag"), re.M)})
    newest = {version: _newest(repository, version) for version in versions if version >= 219}
    for tool in ("systemctl", "journalctl"):
        trees = [(str(version), _tree(repository, tag, tool)) for version, tag in newest.items()]
        for _, tree in trees:
            tree[""].flags |= _OLD[tool] | _STANDARD
        write(
            out,
            tool,
            f"manual pages of systemd/systemd-stable, v{min(newest)} to v{versions[-1]}",
            trees,
            notes="units may be given without .service; options may stand anywhere",
        )


def _newest(repository: Path, version: int) -> str:
    tags: list[str] = re.findall(rf"^v{version}(?:\.\d+)?$", git(repository, "tag"), re.M)
    return max(tags, key=lambda tag: int(tag.rpartition(".")[2]) if "." in tag else 0)


def _tree(repository: Path, tag: str, tool: str) -> Tree:
    page = git(repository, "show", f"{tag}:man/{tool}.xml")
    tree: Tree = {"": Command()}
    for entry in _ENTRY.findall(page):
        terms = [_plain(term) for term in _TERM.findall(entry)]
        _add_options(tree[""].flags, [part for term in terms for part in term.split(", ") if part.startswith("-")])
        for term in terms if tool == "systemctl" else ():
            verb = re.match(r"([a-z][a-z0-9-]+)(?: |$)", term)
            if verb and "<command>" in entry:
                tree[verb.group(1)] = Command(args=(1, None) if re.match(r"\S+ (?:UNIT|PATTERN)", term) else None)
    return tree


def _plain(term: str) -> str:
    """What is optional stands in brackets."""
    marked = re.sub(r"</optional>", "]", re.sub(r"<optional>", "[", term))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", marked)).strip()


def _add_options(flags: dict[str, Flag], spelled: list[str]) -> None:
    """Terms of one entry are spellings of one option, unless several of them are long."""
    told = [(found.group(1), found.group(2) or "") for each in spelled if (found := _OPTION.match(each))]
    shorts = [name for name, _ in told if not name.startswith("--")]
    longs = [(name, mark) for name, mark in told if name.startswith("--")]
    for name, mark in longs:
        arity: Arity = "optional" if "[" in mark else 1 if mark else 0
        flags[name] = Flag(
            arity, shorts[0] if len(shorts) == 1 and len(longs) == 1 else "", name in ("--unit", "--property", "--type")
        )
    for name in shorts if len(longs) != 1 or len(shorts) > 1 else ():
        flags[name] = Flag(0)


if __name__ == "__main__":
    main()
