"""devcontainer.json: the container that a developer works in."""

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.command_lines import of_shell, withheld
from opsworthy.facts.delivery.paths import within
from opsworthy.facts.fact import Told
from opsworthy.facts.infrastructure import BuildDeclared
from opsworthy.facts.operations import WayToRun
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Scalar, Sequence, find, items, stated, string

_COMMANDS = (
    "initializeCommand", "onCreateCommand", "updateContentCommand", "postCreateCommand", "postStartCommand", "postAttachCommand",
)  # fmt: skip


def read_devcontainer(path: str, root: Node) -> Iterator[Told]:
    """The way to run it, with the commands of its life in their order; `needs` are the Compose files that it starts, which
    are for developing alone. And the image that is built for it, if one is."""
    folder = posixpath.dirname(path)
    name = stated(root, "name")
    commands = tuple(each for key in _COMMANDS for each in _commands(find(root, key)))
    composed = find(root, "dockerComposeFile")
    written = (composed,) if isinstance(composed, Scalar) else items(composed)
    files = (within(folder, each.text) for each in written if isinstance(each, Scalar))
    called = name.value if name else "devcontainer"
    where = name.location if name else root.location
    yield WayToRun(called, "devcontainer", path, where, commands, tuple(each for each in files if each), _about(root))
    file = stated(root, "build", "dockerfile") or stated(root, "dockerFile")
    dockerfile = within(folder, file.value) if file else None
    if file is not None and dockerfile is not None:
        yield BuildDeclared(
            "devcontainer",
            called,
            _both(where, file.location),
            context=_context(folder, root, file),
            dockerfile=Stated(dockerfile, file.location),
            stage=string(root, "build", "target"),
        )


def _both(name: Location, file: Location) -> Location:
    first, last = sorted((name, file))
    return replace(first, end_line=max(last.line, last.end_line), end_column=0)


def _context(folder: str, root: Node, file: Stated[str]) -> Stated[str] | None:
    written = stated(root, "build", "context") or stated(root, "context")
    path = within(folder, written.value if written else ".")
    return Stated(path, (written or file).location) if path is not None else None


def _about(root: Node) -> str | None:
    image, service = string(root, "image"), string(root, "service")
    return f"in the image {image}" if image else f"in the Compose service {service}" if service else None


def _commands(node: Node | None) -> Iterator[Stated[str]]:
    """A command is a text, a list of words, or several of both by name."""
    if isinstance(node, Scalar) and isinstance(node.value, str) and node.text.strip():
        words = of_shell(node.text)
        yield Stated(words[2] if words[:2] == ("sh", "-c") else " ".join(words), node.location)
    elif isinstance(node, Sequence):
        words = withheld(tuple(each.text for each in node.items if isinstance(each, Scalar)))
        if words:
            yield Stated(" ".join(words), node.location)
    elif isinstance(node, Mapping):
        for entry in node.entries:
            if not isinstance(entry.value, Mapping):
                yield from _commands(entry.value)
