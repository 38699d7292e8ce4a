"""Containers and images of a workload."""

from opsworthy.rules.shapes.claiming.answer import Answer, breaks, holds, nearest, nobody_knows, unknown
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.others import given_by_others, is_product
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.system.model import Declared
from opsworthy.text.regex import regex

_TAG = regex(r":[\w.-]+\Z")
_VERSION = regex(r"v?\d+(?:\.\d+)*\Z")


def answer(claim: Claim, ground: Ground, page: Page) -> Answer:
    return _image(claim, ground) if claim.kind == "image" else _container(claim, ground, page)


def _container(claim: Claim, ground: Ground, page: Page) -> Answer:
    there = ground.of("container", claim.of) if claim.of else ()
    known = ground.names("container")
    if any(each.name == claim.name for each in there) or (not there and claim.name in known):
        return holds(claim, known.get(claim.name, ()))
    if claim.name in given_by_others("containers"):
        return nobody_knows(f"{claim.name} is put beside a container by the cluster")
    if there and ground.runs(claim.of):
        names = list(dict.fromkeys(each.name for each in there))
        told = f"{claim.of} has the container {', '.join(names[:4])}, and no container {claim.name}"
        return breaks(told, there, names[0] if len(names) == 1 else nearest(claim.name, names)[0], safe=True)
    if ground.spoken(claim.name):
        return nobody_knows(f"{claim.name} may be the name that a container is given where it starts")
    return unknown(claim, page, known, "container", closed=False)


def _image(claim: Claim, ground: Ground) -> Answer:
    repository = _without_tag(claim.name)
    if file := next((name for kind, name in claim.beside if kind == "file"), ""):
        return _in_file(claim, file, ground)
    known: dict[str, list[Declared]] = {}
    for name, every in {**ground.names("base-image"), **ground.names("image")}.items():
        known.setdefault(_without_tag(name), []).extend(every)
    if repository in known:
        return _tag(claim, known[repository])
    last = repository.rpartition("/")[2]
    if claim.told == "prose" and claim.of == "block" and known and not ground.spoken(repository):
        near, _ = nearest(repository, known, 0.7)
        return breaks(f"no file names the image {repository}", known.get(near, []), near)
    if any(name.rpartition("/")[2] == last for name in known) or ground.runs(last) or "/" not in repository:
        return nobody_knows(f"{repository} may be kept in another registry")
    own = [each for each in ground.of("image", claim.of) if "/" in each.name] if claim.of else []
    if own and claim.told == "command" and "$" not in own[0].name:
        names = sorted({_without_tag(each.name) for each in own})
        return breaks(f"{claim.of} runs {', '.join(names[:3])} in the files, and not {repository}", own, safe=False)
    near, _ = nearest(repository, [name for name in known if "/" in name])
    if not near or is_product(last):
        return nobody_knows(f"no file that was read names the image {repository}")
    return breaks(f"no file names the image {repository}; did you mean {near}?", known[near])


def _in_file(claim: Claim, file: str, ground: Ground) -> Answer:
    """A command that puts another image in the place of one does nothing to a file that does not hold it."""
    text = ground.text_of(file)
    there = [each for every in ground.names("image").values() for each in every if each.location.path == file]
    if text is None or not there:
        return nobody_knows(f"no image of {file} was read")
    if claim.name in text:
        return holds(claim, there)
    names = list(dict.fromkeys(each.name for each in there))
    near = names[0] if len(names) == 1 else nearest(claim.name, names)[0]
    return breaks(f"{file} has the image {', '.join(names[:3])}, and not {claim.name}", there, near)


def _tag(claim: Claim, every: list[Declared]) -> Answer:
    """A tag that a command sets is new; one that a text states is the one of the files."""
    tags = {_tag_of(each.name) for each in every} - {""}
    own = _tag_of(claim.name)
    numbered = [tag for tag in tags if _VERSION.match(tag)]
    if claim.told == "command" or not _VERSION.match(own) or not numbered or len(numbered) < len(tags) or own in tags:
        return holds(claim, every)
    if any(tag.startswith(f"{own}.") or own.startswith(f"{tag}.") for tag in tags):
        return holds(claim, every)
    there = ", ".join(sorted(numbered)[:3])
    return breaks(f"the files name {_without_tag(claim.name)} with the tag {there}, and not {own}", every)


def _without_tag(image: str) -> str:
    return _TAG.sub("", image.partition("@")[0])


def _tag_of(image: str) -> str:
    found = _TAG.search(image.partition("@")[0])
    return found.group()[1:] if found else ""
