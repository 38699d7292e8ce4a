"""A cobra program's own tree, dumped by `kubectl_walk.go` (built with the Go proxy: `go mod tidy && go build`, about nine
minutes on one slow core), with hidden and deprecated flags, which help texts leave out.

    python -m tools.grammars.cobra_dump OUT TOOL VERSION DUMP.json
"""

import json
import sys
from pathlib import Path
from typing import Any

from tools.grammars.form import Command, Flag, Tree, cobra_flag, write


def main() -> None:
    out, tool, version, place = Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4])
    told = json.loads(place.read_text("utf-8"))
    root = next(each for each in told if " " not in each["Path"])
    inherited: dict[str, dict[str, Flag]] = {}
    tree: Tree = {}
    for each in told:
        path = " ".join(each["Path"].split()[1:])
        if path:
            above = inherited.get(" ".join(path.split()[:-1]), {})
            inherited[path] = above | _flags(each["Persistent"])
            tree[path] = Command(
                set(each["Aliases"] or ()),
                inherited[path] | _flags(each["Flags"]),
                _required(each),
                _args(each),
                bool(each["Unparsed"]),
            )
    write(
        out,
        tool,
        f"command tree of k8s.io/kubectl {version} (Go proxy), walked in the program itself",
        [(version, tree)],
        global_flags=[(version, _flags(root["Persistent"]))],
    )


def _flags(told: list[dict[str, Any]] | None) -> dict[str, Flag]:
    return {f"--{each['Name']}": _flag(each) for each in told or ()}


def _flag(each: dict[str, Any]) -> Flag:
    kind = each["Type"] + (f"[={each['NoOpt']}]" if each["NoOpt"] and each["Type"] not in ("bool", "count") else "")
    return cobra_flag(kind, f"-{each['Short']}" if each["Short"] else "")


def _required(each: dict[str, Any]) -> set[str]:
    return {f"--{flag['Name']}" for flag in each["Flags"] or () if flag["Required"]}


def _args(each: dict[str, Any]) -> tuple[int, int | None] | None:
    least, most = each["Min"], each["Max"]
    return None if least < 0 or (least == 0 and most == 8) else (least, None if most == 8 else most)


if __name__ == "__main__":
    main()
