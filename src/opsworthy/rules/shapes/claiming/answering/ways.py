"""Named commands of the repository: make targets, recipes, package scripts, compose services, workflows, processes."""

import json
import re
from collections.abc import Container
from posixpath import normpath

from opsworthy.rules.shapes.claiming.answer import Answer, holds, nearest, nobody_knows, unknown
from opsworthy.rules.shapes.claiming.claim import COMMAND, Claim
from opsworthy.rules.shapes.claiming.elsewhere import is_elsewhere
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.system.model import Declared
from opsworthy.text.regex import regex

_NOUNS = {
    "make-target": "make target", "just-recipe": "recipe", "task": "task", "script": "script",
    "compose-service": "compose service",
    "workflow": "workflow", "process": "process",
}  # fmt: skip
_MAKEFILE = regex(r"(?:^|/)(?:GNUm|m|M)akefile[\w.-]*\Z|\.mk\Z|(?:^|/)Makefile\.[\w.]+\Z")
_MANIFEST = regex(r"(?:^|/)(?:package|deno)\.jsonc?\Z")
_COMPOSE = regex(r"(?:^|/)[\w.-]*(?:compose|stack)[\w.-]*\.ya?ml\Z")
_TEXTS = {"make-target": _MAKEFILE, "script": _MANIFEST, "compose-service": _COMPOSE}
_FEW, _MOSTLY = 2, 4
_WORKFLOWS = ".github/workflows/"
_ONE_OFF = frozenset(["up", "down", "all", "run", "test", "install", "clean", "build", "start", "help", "run-one-off", "release"])


def answer(claim: Claim, ground: Ground, page: Page) -> Answer:
    """Such a name is declared in the repository or nowhere, as long as the commands work in it."""
    if claim.kind == "workflow":
        return _workflow(claim, ground, page)
    if claim.kind == "job":
        return _job(claim, ground, page)
    known = ground.names(claim.kind)
    if claim.name in known:
        return holds(claim, known[claim.name])
    noun = _NOUNS[claim.kind]
    if is_elsewhere(claim, claim.kind, page, ground):
        return nobody_knows(f"{claim.name} may be of another repository, of which the text speaks")
    if not known:
        return nobody_knows(f"no file declares a {noun}")
    if "/" in claim.name or (claim.kind == "make-target" and "." in claim.name) or _hidden(claim, ground):
        return nobody_knows(f"{claim.name} may be a file, or a name that is put together")
    if claim.kind == "process" and (claim.name == "run" or claim.name in _ONE_OFF):
        return nobody_knows(f"{claim.name} is no process of its own")
    clones = any("clone" in each.words for each in page.reading.commands)
    ours = claim.told == COMMAND and (not clones or page.ours(ground) or any(name in known for name in page.names(claim.kind)))
    return unknown(claim, page, known, noun, closed=ours, least=0.7)


def _hidden(claim: Claim, ground: Ground) -> bool:
    """Whether the files make a name in a way that no reader of names sees: by a pattern, a variable or an include."""
    pattern = _TEXTS.get(claim.kind)
    word = re.compile(rf"(?<![\w-]){re.escape(claim.name)}(?![\w-])")
    for _, text in ground.files(pattern) if pattern else ():
        if claim.kind == "make-target" and _of_a_pattern(text, claim.name):
            return True
        if claim.kind == "script" and claim.sure and claim.name not in _scripts(text):
            continue
        if claim.kind != "make-target" and re.search(rf"^\s*[\"']?{re.escape(claim.name)}[\"']?\s*:", text, re.MULTILINE):
            return True
        if (
            claim.kind == "make-target"
            and re.search(r"^-?include\s.*\$\(|\$\(eval|\$\(foreach", text, re.MULTILINE)
            and word.search(text)
        ):
            return True
    return False


def _scripts(manifest: str) -> Container[str]:
    """The names that a manifest gives to commands; its whole text where that cannot be read."""
    try:
        told = json.loads(manifest)
    except (ValueError, RecursionError):
        return manifest
    found = (told.get(key) for key in ("scripts", "tasks")) if isinstance(told, dict) else ()
    return frozenset(name for each in found if isinstance(each, dict) for name in each)


def _of_a_pattern(makefile: str, name: str) -> bool:
    for line in re.findall(r"^([^\s#:=][^:=#\n]{0,300})::?(?!=)", makefile, re.MULTILINE):
        for each in line.split():
            if each == name or ("%" in each and _fits(each, name)):
                return True
    return False


def _fits(pattern: str, name: str) -> bool:
    before, _, after = pattern.partition("%")
    return name.startswith(before) and name.endswith(after) and len(name) > len(before) + len(after) and bool(before or after)


def _workflow(claim: Claim, ground: Ground, page: Page) -> Answer:
    """A file of workflows by its name, or a workflow by its own."""
    files = {path.rpartition("/")[2]: path for path in ground.system.paths if path.startswith(_WORKFLOWS)}
    named = ground.names("workflow")
    if claim.name in files or claim.name in named or claim.name.isdigit():
        return holds(claim, named.get(claim.name, ()))
    if any(normpath(path).endswith(f"/{claim.name}") for path in ground.system.paths) or not files:
        return nobody_knows(f"no workflow of this repository is called {claim.name}")
    known: dict[str, tuple[Declared, ...]] = {name: every for name, every in named.items() if name in files}
    among = _among(claim, page, {**files, **named})
    if not claim.name.endswith((".yml", ".yaml")):
        known = {name: every for name, every in named.items() if name not in files}
        if claim.told != COMMAND and not (" " in claim.name and (among or nearest(claim.name, known)[0])):
            return nobody_knows(f"{claim.name} may be the name of something else")
    closed = claim.told == COMMAND or among or bool(nearest(claim.name, files, 0.6)[0])
    return unknown(claim, page, known, "workflow", closed=closed and bool(known), least=0.7)


def _among(claim: Claim, page: Page, known: Container[str]) -> bool:
    """Whether most of the other names of this kind that the document gives are declared, and at least two."""
    others = page.names(claim.kind) - {claim.name}
    there = sum(name in known for name in others)
    return there >= _FEW and there * _MOSTLY >= len(others) * (_MOSTLY - 1)


def _job(claim: Claim, ground: Ground, page: Page) -> Answer:
    """A job of a pipeline or of a cluster; a word alone may be anything."""
    known = {**ground.names("job"), **ground.names("workload")}
    if claim.name in known or claim.name in ground.every:
        return holds(claim, known.get(claim.name, ()))
    if ("-" not in claim.name and "_" not in claim.name) or not known:
        return nobody_knows(f"no pipeline that was read has the job {claim.name}")
    listed = [name for _, name in claim.beside]
    others = _among(claim, page, known) or (bool(listed) and all(name in known for name in listed))
    sure = others or page.ours(ground) or _of_pipelines(page, ground)
    closed = sure and bool(ground.names("job")) and not ground.spoken(claim.name)
    return unknown(claim, page, known, "job", closed=closed)


def _of_pipelines(page: Page, ground: Ground) -> bool:
    """Whether the document names workflow files, and all that it names are there."""
    named = {*page.names("workflow"), *(name for name in page.names("path") if name.startswith(_WORKFLOWS))}
    files = {name.rpartition("/")[2] for name in named if name.endswith((".yml", ".yaml"))}
    return bool(files) and all(f"{_WORKFLOWS}{name}" in ground.system.paths for name in files)
