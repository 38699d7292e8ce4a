"""vault from the flag definitions in its source, as the Go proxy serves it.

python -m tools.grammars.vault OUT FOLDER...     FOLDER is `go mod download -json github.com/hashicorp/vault@VERSION` .Dir
"""

import re
import sys
from pathlib import Path

from tools.grammars.form import Command, Flag, Tree, write

_FACTORY = re.compile(r'"(?P<words>[a-z][\w -]*)": func\(\) \(cli\.Command, error\) \{\s*return &(?P<struct>\w+)\{', re.S)
_FLAGS = re.compile(r"^func \(\w+ \*(\w+)\) Flags\(\) \*FlagSets \{(.*?)^\}", re.S | re.M)
_VAR = re.compile(r"(\w+)Var\(&\w+Var\{(.*?)\n\t+\}\)|(\w+)Var := &\w+Var\{(.*?)\n\t+\}", re.S)
_NAME = re.compile(r'\bName:\s+(?:"([\w-]+)"|(\w+)),')
_ALIASES = re.compile(r"\b(?:Aliases|Shorthand):(.*)")
_CONSTANT = re.compile(r'^\s*(flagName\w+|\w+)\s+=\s+"([\w-]+)"', re.M)
_REPEATED = frozenset(["StringSlice", "StringMap"])


def main() -> None:
    out, folders = Path(sys.argv[1]), [Path(word) for word in sys.argv[2:]]
    trees, shared = [], []
    for folder in folders:
        version = folder.name.rpartition("@v")[2]
        tree, everywhere = _tree(folder / "command")
        trees.append((version, tree))
        shared.append((version, everywhere))
    write(
        out,
        "vault",
        f"flag definitions in the source of vault {', '.join(version for version, _ in trees)} (Go proxy)",
        trees,
        global_flags=shared,
        notes="long options begin with one dash or two; a switch may take =true or =false",
    )


def _tree(folder: Path) -> tuple[Tree, dict[str, Flag]]:
    texts = {place.name: place.read_text("utf-8") for place in folder.glob("*.go") if not place.name.endswith("_test.go")}
    constants = {name: value for text in texts.values() for name, value in _CONSTANT.findall(text)}
    bodies = {struct: body for text in texts.values() for struct, body in _FLAGS.findall(text)}
    base = texts["base.go"]
    everywhere = _flags(base[base.index("flagSet(bit") :], constants) | {
        "-help": Flag(0, "-h"),
        "--help": Flag(0),
        "-version": Flag(0, "-v"),
    }
    tree: Tree = {}
    for found in _FACTORY.finditer(texts["commands.go"]):
        tree[found["words"]] = Command(flags=_flags(bodies.get(found["struct"], ""), constants))
    return tree, everywhere


def _flags(body: str, constants: dict[str, str]) -> dict[str, Flag]:
    found: dict[str, Flag] = {}
    for kind, inner, other, whole in _VAR.findall(body):
        named = _NAME.search(inner or whole)
        if named:
            name = named.group(1) or constants.get(named.group(2), "")
            plain = re.sub(r"^.*?(Bool|String|StringSlice|StringMap|Int|Uint|Float|Duration)$", r"\1", kind or other)
            spelled = [name, *re.findall(r'"([\w-]+)"', "".join(_ALIASES.findall(inner or whole)))]
            for each in spelled:
                found[f"-{each}"] = Flag(
                    "optional" if re.search(r"BoolVar|BoolPtr", f"{plain}Var") else 1, "", plain in _REPEATED
                )
    return found


if __name__ == "__main__":
    main()
