"""docker and its kin: compose services, images, compose files."""

from collections.abc import Iterator

from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.tools.line import Line

TOOLS = frozenset(["docker", "docker-compose", "podman", "podman-compose"])
_TAKES_IMAGE = frozenset(["pull", "push", "run", "tag", "build", "scan", "inspect", "save", "rmi"])

_BEYOND = ("/", "~", "$", "..")
"""How the path of a file outside of the repository begins."""


def read(line: Line) -> Iterator[Claim]:
    if composes(line):
        if any(file.startswith(_BEYOND) for file in line.given("-f", "--file")):
            return
        for target in line.command.targets:
            if target.kind == "service" and not target.name.isupper():
                yield line.claim("compose-service", target.name)
        for name in line.given("--scale"):
            yield line.claim("compose-service", name.partition("=")[0])
    elif any(word in _TAKES_IMAGE for word in line.words[1:3]):
        for target in line.command.targets:
            if target.kind == "image" and ("/" in target.name or ":" in target.name):
                yield line.claim("image", target.name)


def composes(line: Line) -> bool:
    return line.words[0].endswith("-compose") or "compose" in line.words[1:2]
