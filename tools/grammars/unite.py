"""Unites what two sources say of one tool: the first is believed where both speak, the second adds what it alone knows.

python -m tools.grammars.unite OUT FIRST.json SECOND.json
"""

import json
import sys
from pathlib import Path
from typing import Any

from tools.grammars.form import save


def main() -> None:
    out, first, second = (Path(word) for word in sys.argv[1:4])
    until = sys.argv[4] if len(sys.argv) > 4 else ""
    told, added = (json.loads(place.read_text("utf-8")) for place in (first, second))
    _flags(told["global_flags"], added["global_flags"], until)
    for path, command in added["commands"].items():
        _command(told, path, command, until)
    told["source"] = f"{told['source']}; and: {added['source']}"
    save(out, told)


def _command(told: dict[str, Any], path: str, added: dict[str, Any], until: str) -> None:
    known = told["commands"].get(path)
    if known is None:
        told["commands"][path] = added | ({"until": until} if until else {})
        return
    if "aliases" in added:
        known["aliases"] = sorted({*known.get("aliases", []), *added["aliases"]})
    for key in ("args", "passes_on", "required"):
        if key in added:
            known.setdefault(key, added[key])
    kept = {name: flag for name, flag in added["flags"].items() if name not in told["global_flags"]}
    _flags(known["flags"], kept, until)


def _flags(known: dict[str, Any], added: dict[str, Any], until: str) -> None:
    for name, flag in added.items():
        if name not in known:
            known[name] = {key: value for key, value in flag.items() if key != "since"} | ({"until": until} if until else {})
            continue
        if flag["arity"] == "optional" and known[name]["arity"] == 1:
            known[name]["arity"] = "optional"
        if "kind" in flag:
            known[name].setdefault("kind", flag["kind"])
        if "until" not in flag and not until:
            known[name].pop("until", None)


if __name__ == "__main__":
    main()
