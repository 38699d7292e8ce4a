"""appsettings.json of .NET: connection strings and addresses that variables such as `A__B` override, and Kestrel's ports."""

from collections.abc import Iterator

from opsworthy.facts.code.environment import Read, variables_read
from opsworthy.facts.code.source_paths import is_csharp
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.json_files import without_comments
from opsworthy.facts.project import PortListened
from opsworthy.text.node import Mapping, Node, Scalar, entries
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source

_NAME = regex(r"appsettings(?:\.Production)?\.json")
_PORT = regex(r"https?://[^/:\s]{1,100}:(\d{1,5})")
_DEEPEST = 6


def _wants(path: str) -> bool:
    return _NAME.fullmatch(path.rpartition("/")[2]) is not None and is_csharp(path.rpartition("/")[0] + "/x.cs")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        root = files.json(Source(source.path, without_comments(source.text)))
        if isinstance(root, Problem):
            yield root
        elif isinstance(root, Mapping):
            reads = [
                read
                for entry in entries(root, "ConnectionStrings")
                for read in _leaves(entry.value, f"ConnectionStrings__{entry.key}", 0)
            ]
            yield from variables_read(reads, "csharp")
            yield from _ports(root)


def _leaves(node: Node, name: str, depth: int) -> Iterator[Read]:
    if isinstance(node, Scalar) and node.value is not None:
        yield Read(name, node.location, node.text)
    elif isinstance(node, Mapping) and depth < _DEEPEST:
        for entry in node.entries:
            yield from _leaves(entry.value, f"{name}__{entry.key}", depth + 1)


def _ports(root: Mapping) -> Iterator[PortListened]:
    """`Urls`, and `Kestrel:Endpoints:<name>:Url`; the variables that override them are named as .NET reads them."""
    found = [("ASPNETCORE_URLS", entry.value) for entry in root.entries if entry.key.lower() == "urls"]
    for entry in entries(root, "Kestrel", "Endpoints"):
        found += [
            (f"Kestrel__Endpoints__{entry.key}__Url", each.value) for each in entries(entry.value) if each.key.lower() == "url"
        ]
    for variable, node in found:
        for part in node.text.split(";") if isinstance(node, Scalar) else ():
            match = _PORT.match(part.strip())
            if match and 0 < int(match[1]) < 65536:
                yield PortListened("csharp", node.location, int(match[1]), variable, "Kestrel")


DETECTOR = Detector(
    name="appsettings",
    about="appsettings.json: connection strings by name, and the ports of Kestrel.",
    wants=_wants,
    detect=_detect,
    looks_at=("appsettings*.json",),
)
