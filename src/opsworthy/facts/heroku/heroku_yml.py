"""heroku.yml: images that Heroku builds, and the processes that it runs from them."""

from collections.abc import Iterator
from posixpath import join, normpath

from opsworthy.facts.command_lines import of_shell, withheld
from opsworthy.facts.project import SecretDeclared, VariableDocumented
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Scalar, Sequence, entries, find, string
from opsworthy.text.secrecy import in_clear, is_placeholder, is_secret


@dataclass(frozen=True, slots=True)
class Built:
    """One process type: its command, and the Dockerfile of its image, relative to the tree."""

    name: str
    location: Location
    command: tuple[str, ...]
    build: Stated[str] | None


def processes(root: Node) -> tuple[Built, ...]:
    """The process types of `run`, `release`, and those that are only built and run their image's own command."""
    images = {entry.key: _dockerfile(entry.value) for entry in entries(root, "build", "docker")}
    found: dict[str, Built] = {}
    for entry in entries(root, "run"):
        image = string(entry.value, "image") or entry.key
        found[entry.key] = Built(entry.key, entry.location, _command(entry.value), images.get(image))
    release = find(root, "release")
    if release is not None:
        place = next((entry.location for entry in entries(root) if entry.key == "release"), release.location)
        found["release"] = Built("release", place, _command(release), images.get(string(release, "image") or ""))
    used = {built.build for built in found.values()}
    for entry in entries(root, "build", "docker"):
        if entry.key not in found and images[entry.key] not in used:
            found[entry.key] = Built(entry.key, entry.location, (), images[entry.key])
    return tuple(found.values())


def variables(root: Node) -> Iterator[VariableDocumented | SecretDeclared]:
    """The config variables of `setup`."""
    for entry in entries(root, "setup", "config"):
        value = string(entry.value)
        secret = is_secret(entry.key, value)
        default = None if secret or value is None or is_placeholder(value) else value
        yield VariableDocumented(entry.key, entry.location, default, secret=secret)
        if secret:
            yield SecretDeclared(entry.key, "heroku", entry.location, in_clear=in_clear(entry.key, value))


def _dockerfile(node: Node) -> Stated[str] | None:
    written = string(node) or string(node, "dockerfile")
    if not written:
        return None
    path = normpath(join(node.location.path.rpartition("/")[0], written))
    return None if path.startswith(("..", "/")) else Stated(path, node.location)


def _command(node: Node) -> tuple[str, ...]:
    """A command as a text, or as a list of shell lines or of words under `command`."""
    written = find(node, "command") if isinstance(node, Mapping) else node
    if isinstance(written, Sequence):
        words = tuple(item.text for item in written.items if isinstance(item, Scalar))
        if len(words) == 1:
            return of_shell(words[0])
        return withheld(words) if not any(" " in word for word in words) else of_shell(" && ".join(words))
    return of_shell(written.text) if isinstance(written, Scalar) and written.value is not None else ()
