"""Terraform: addresses, outputs and input variables, as the files of the repository declare them."""

import re

from opsworthy.rules.shapes.claiming.answer import Answer, breaks, holds, nearest, nobody_knows, unknown
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.system.model import Declared
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_FILES = regex(r"\.tf(?:\.json)?\Z")
_BLOCK = regex(
    r"^[ \t]*(resource|data|module|output|variable)[ \t]+\"([^\"\n]{1,100})\"(?:[ \t]+\"([^\"\n]{1,100})\")?", re.MULTILINE
)
_INDEX = regex(r"\[[^\]]{0,100}\]")
_KINDS = {"output": "output", "input": "variable"}

Names = dict[str, tuple[Declared, ...]]


def answer(claim: Claim, ground: Ground, page: Page) -> Answer:
    known = _declared(ground)
    if claim.kind == "resource":
        return _address(claim, known)
    kind = _KINDS[claim.kind]
    names = known.get(kind, {})
    if claim.name in names:
        return holds(claim, names[claim.name])
    noun = "output" if kind == "output" else "input variable"
    return unknown(claim, page, names, f"Terraform {noun}", closed=bool(names) and not _generates(ground), least=0.7)


def _address(claim: Claim, known: dict[str, Names]) -> Answer:
    """`module.db.aws_db_instance.main[0]`: the module, or where there is none the resource, is declared by its name."""
    parts = [part for part in _INDEX.sub("", claim.name).split(".") if part]
    if len(parts) < 2:
        return nobody_knows(f"{claim.name} is no address")
    kind, name = ("module", parts[1]) if parts[0] == "module" else ("resource", ".".join(parts[-2:]))
    if parts[0] == "data":
        kind = "data"
    names = known.get(kind, {})
    if name in names:
        return holds(claim, names[name])
    if not names:
        return nobody_knows(f"no file declares a {kind} of Terraform")
    near, only = nearest(name, names, 0.7)
    meant = f"; did you mean {near}?" if near else ""
    every = [*names.get(near, ()), *(each for other in names for each in names[other][:1])]
    return breaks(
        f"no file declares the Terraform {kind} {name}{meant}", every, claim.name.replace(name, near) if near else "", safe=only
    )


def _declared(ground: Ground) -> dict[str, Names]:
    """The blocks of every file by kind; read once for a document."""
    kept = ground.remembered.get("terraform")
    if kept is None:
        found: dict[str, dict[str, list[Declared]]] = {}
        for path, text in ground.files(_FILES):
            for block in _BLOCK.finditer(text):
                name = f"{block[2]}.{block[3]}" if block[3] else block[2]
                at = Location(path, text.count("\n", 0, block.start()) + 1)
                found.setdefault(block[1], {}).setdefault(name, []).append(Declared(block[1], name, at))
        kept = {kind: {name: tuple(every) for name, every in names.items()} for kind, names in found.items()}
        ground.remembered["terraform"] = kept
    return kept  # type: ignore[return-value]


def _generates(ground: Ground) -> bool:
    """Whether a tool writes files of Terraform that are not here."""
    return any(path.endswith((".tf.json", "cdktf.json")) for path in ground.system.paths)
