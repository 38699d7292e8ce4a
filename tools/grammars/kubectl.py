"""kubectl from the help texts of its own programs, one program per version.

python -m tools.grammars.kubectl OUT PROGRAM...      e.g. /usr/lib/google-cloud-sdk/bin/kubectl.1.*
"""

import re
import subprocess
import sys
from pathlib import Path

from tools.grammars.form import Command, Flag, Tree, choices, write

_OPTION = re.compile(r"^ {4}(?:-(?P<short>\S), )?--(?P<name>[\w-]+)=(?P<default>.*):\n\t(?P<text>.*)$", re.M)
_WITHOUT_VALUE = frozenset(["--dry-run", "--cascade", "--validate"])
_ALIASES = re.compile(r"^Aliases:\n(.*)$", re.M)
_SUBCOMMAND = re.compile(r"^  ([a-z][\w-]*)  +\S", re.M)


def main() -> None:
    out, programs = Path(sys.argv[1]), [Path(program) for program in sys.argv[2:]]
    trees, shared = [], []
    for program in programs:
        version = _version(program)
        tree: Tree = {}
        _walk(program, [], tree)
        trees.append((version, tree))
        shared.append((version, _flags(_told(program, "options"))))
    source = f"help texts of kubectl {', '.join(version for version, _ in trees)}, as shipped in the Google Cloud SDK"
    write(out, "kubectl", source, trees, global_flags=shared)


def _told(program: Path, *words: str) -> str:
    return subprocess.run([str(program), *words], capture_output=True, check=False, text=True, timeout=60).stdout


def _version(program: Path) -> str:
    found = re.search(r"v(\d+\.\d+)\.", _told(program, "version", "--client"))
    return found.group(1) if found else program.name


def _walk(program: Path, path: list[str], tree: Tree) -> None:
    text = _told(program, *path, "--help")
    if path:
        tree[" ".join(path)] = Command(_aliases(text, path), _flags(text) | {"--help": Flag(0, "-h")}, args=None)
    for name in _subcommands(text):
        if len(path) < 4 and name not in ("help", "options"):
            _walk(program, [*path, name], tree)


def _subcommands(text: str) -> list[str]:
    """Those under the headings of commands; hidden ones are not told."""
    found: list[str] = []
    for block in re.split(r"\n(?=\S)", text):
        heading = block.partition("\n")[0]
        if re.search(r"Commands?\b.*:$", heading):
            found.extend(_SUBCOMMAND.findall(block))
    return found


def _aliases(text: str, path: list[str]) -> set[str]:
    found = _ALIASES.search(text)
    return {word for word in found.group(1).strip().split(", ") if word != path[-1]} if found else set()


def _flags(text: str) -> dict[str, Flag]:
    return {f"--{found['name']}": _flag(found) for found in _OPTION.finditer(text)}


def _flag(found: re.Match[str]) -> Flag:
    short, default = (f"-{found['short']}" if found["short"] else ""), found["default"]
    if default in ("true", "false"):
        return Flag(0, short)
    if f"--{found['name']}" in _WITHOUT_VALUE:
        return Flag("optional", short, values=choices(found["text"]))
    kind = "duration" if re.fullmatch(r"(?:\d+[hms])+", default) else "int" if re.fullmatch(r"-?\d+", default) else ""
    return Flag(1, short, default.startswith("["), choices(found["text"]), kind)


if __name__ == "__main__":
    main()
