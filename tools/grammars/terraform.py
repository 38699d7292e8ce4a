"""terraform and tofu from the help texts and the flag definitions in their source.

python -m tools.grammars.terraform OUT TOOL REPOSITORY     REPOSITORY: a git directory of either
"""

import re
import sys
from pathlib import Path

from tools.grammars.form import Command, Flag, Tree, files_at, git, last_of_minors, write

_FACTORY = re.compile(r'"(?P<words>[a-z][\w -]*)": func\(\) \(cli\.Command, error\) \{\s*(?P<body>.*?)\n\t\t\},', re.S)
_STRUCT = re.compile(r"command\.(\w+)\{")
_HELP = re.compile(r"func \(\w+ \*(\w+)\) (?:Help|helpApply|helpDestroy)\(\) string \{(.*?)\n\}", re.S)
_LINE = re.compile(r"^  (-[a-z][\w-]*)(?:(=| )(\S+))?(?:\s{2,}|\s*$|\s[A-Z(])", re.M)
_DEFINED = re.compile(r'(?:\w+\.)?(Bool|String|Int|Duration|Var)(?:Var)?\((.*?)"([a-z][\w-]*)"', re.S)
_OWN = re.compile(r'[Ff]lags?\.(Bool|String|Int|Duration|)(?:Var)?\((?:[^"\n]*, )?"([a-z][\w-]*)"')
_SHARED = {"-chdir": Flag(1), "-help": Flag(0, "-h"), "-version": Flag(0, "-v")}
_SWITCH_VALUES = frozenset(["true", "false", "bool"])
_REPEATED = frozenset(
    ["-var", "-var-file", "-target", "-replace", "-exclude", "-backend-config", "-plugin-dir", "-platform", "-invoke"]
)
_PLANNING = frozenset(["apply", "destroy", "refresh"])
_BARE_INPUTS = {"-h": Flag(0), "--help": Flag(0), "-help": Flag(0)}


def main() -> None:
    out, tool, repository = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    least = (0, 12) if tool == "terraform" else (1, 6)
    tags = [tag for tag in last_of_minors(git(repository, "tag").splitlines()) if _number(tag) >= least]
    trees, shared = [], []
    for tag in tags:
        trees.append((tag, _tree(repository, tag)))
        shared.append((tag, dict(_SHARED)))
    write(
        out,
        tool,
        f"help texts and flag definitions in the source of {tool}, {tags[0]} to {tags[-1]}",
        trees,
        global_flags=shared,
        notes="long options begin with one dash or two; a switch may take =true or =false",
    )


def _number(tag: str) -> tuple[int, int]:
    major, minor = tag.lstrip("v").split(".")[:2]
    return int(major), int(minor)


def _tree(repository: Path, tag: str) -> Tree:
    table = git(repository, "show", f"{tag}:commands.go") or git(repository, "show", f"{tag}:cmd/tofu/commands.go")
    folder = "internal/command/" if git(repository, "ls-tree", tag, "internal/command") else "command/"
    sources = {path: text for path, text in files_at(repository, tag, folder, ".go").items() if not path.endswith("_test.go")}
    helps: dict[str, list[str]] = {}
    places: dict[str, str] = {}
    for path, text in sources.items():
        for name, body in _HELP.findall(text):
            helps.setdefault(name, []).append(body)
            places[name] = path
    kinds = _kinds(sources)
    tree: Tree = {}
    for found in _FACTORY.finditer(table):
        struct = _STRUCT.search(found["body"])
        if struct:
            told = _flags("\n".join(helps.get(struct.group(1), [])), kinds)
            tree[found["words"]] = Command(flags=_defined(places.get(struct.group(1), ""), sources) | told | _BARE_INPUTS)
    _share_planning(tree)
    return tree


def _defined(place: str, sources: dict[str, str]) -> dict[str, Flag]:
    """Flags that the command's own file defines, or the file of its arguments; the help text leaves old ones out."""
    folder, _, name = place.rpartition("/")
    found: dict[str, Flag] = {}
    for path in (place, f"{folder}/arguments/{name}"):
        for defined in _OWN.finditer(sources.get(path, "")):
            flag = f"-{defined.group(2)}"
            found[flag] = Flag("optional") if defined.group(1) == "Bool" else Flag(1, repeat=flag in _REPEATED)
    return found


def _kinds(sources: dict[str, str]) -> dict[str, set[str]]:
    """What kinds of flag the source defines under a name."""
    found: dict[str, set[str]] = {}
    for text in sources.values():
        for line in text.splitlines():
            defined = _DEFINED.search(line)
            if defined:
                found.setdefault(f"-{defined.group(3)}", set()).add(defined.group(1))
    return found


def _flags(text: str, kinds: dict[str, set[str]]) -> dict[str, Flag]:
    return {name: _flag(name, mark, value, kinds) for name, mark, value in _LINE.findall(text)}


def _flag(name: str, mark: str, value: str, kinds: dict[str, set[str]]) -> Flag:
    if kinds.get(name) == {"Bool"} or (value in _SWITCH_VALUES and mark):
        return Flag("optional")
    if mark == "=" or (mark == " " and value.startswith(("'", "<", '"'))):
        return Flag(1, repeat=name in _REPEATED)
    return Flag(1 if kinds.get(name, {"Bool"}).isdisjoint({"Bool"}) else "optional", repeat=name in _REPEATED)


def _share_planning(tree: Tree) -> None:
    """Options of plan hold for the commands that plan themselves."""
    plan = tree["plan"].flags if "plan" in tree else {}
    for name in _PLANNING & tree.keys():
        kept = {flag: told for flag, told in plan.items() if flag not in ("-out", "-detailed-exitcode", "-generate-config-out")}
        tree[name].flags = kept | tree[name].flags


if __name__ == "__main__":
    main()
