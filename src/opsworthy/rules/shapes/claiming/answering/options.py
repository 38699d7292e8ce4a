"""Options of the repository's own scripts."""

from collections.abc import Iterator

from opsworthy.findings.outcome import State
from opsworthy.rules.shapes.claiming.answer import Answer, breaks, nearest, nobody_knows
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.elsewhere import is_elsewhere
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.rules.shapes.claiming.scripting.known import Known, known_by
from opsworthy.system.model import Declared
from opsworthy.text.location import Location

_SPELT = 0.7
_MOST = 3
_OF_ALL = frozenset(["--help", "--version"])


def answer(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    """Unknown where the script declares other options, holds this one nowhere and passes nothing on."""
    scripts = list(_scripts(claim.of, ground))
    if not scripts or len(scripts) > _MOST:
        return None
    if any(known.holds(claim.name) for _, known in scripts):
        return Answer(State.HELD, f"{claim.name} is an option of {claim.of}")
    if claim.of in page.made or is_elsewhere(claim, "path", page, ground):
        return nobody_knows(f"{claim.of} may be a script of another place")
    inner = [each for _, name in claim.beside for each in _scripts(name, ground)]
    if any(known.holds(claim.name) for _, known in inner):
        return Answer(State.HELD, f"{claim.name} is an option of {inner[0][0]}")
    scripts = inner[:_MOST] or scripts
    if not all(known.closed for _, known in scripts):
        return nobody_knows(f"which options {claim.of} knows, its text does not say in full")
    there = {
        name[2:]: Declared("script-option", name, Location(path, line))
        for path, known in scripts
        for name, line in known.lines.items()
        if name not in _OF_ALL
    }
    word, only = nearest(claim.name[2:], there, _SPELT)
    near = f"--{word}" if word else ""
    meant = f"; did you mean {near}?" if near else ""
    path = scripts[0][0]
    first = [there[word]] if word else list(there.values())[:1]
    return breaks(f"{path} has no option {claim.name}{meant}", first, near, safe=only)


def _scripts(name: str, ground: Ground) -> Iterator[tuple[str, Known]]:
    """The files that a command may run by a name, from the root or from the folder that it works in."""
    paths = ground.system.paths
    places = (name, f"{name.removesuffix('.py')}/__main__.py")
    for path in sorted(each for each in paths if each.endswith(places)):
        if any(path == place or path.endswith(f"/{place}") for place in places):
            text = ground.text_of(path)
            if text is not None:
                yield path, known_by(path, text)
