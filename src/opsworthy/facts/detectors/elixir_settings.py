"""Environment variables that Elixir code reads, and the ports that its configuration listens on."""

from collections.abc import Iterator

from opsworthy.facts.code.environment import variables_read
from opsworthy.facts.detector import Detector
from opsworthy.facts.elixir.settings import ports, reads
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import PortListened

_LEFT_OUT = frozenset({"_build", "deps", "test", "tests", "fixtures", "priv"})
_FOR_DEVELOPERS = ("config/dev.exs",)
_FOR_TESTS = ("config/test.exs",)


def _wants(path: str) -> bool:
    return path.endswith((".ex", ".exs")) and not path.endswith(_FOR_TESTS) and not _LEFT_OUT & set(path.split("/")[:-1])


def _detect(files: Files) -> Iterator[Told]:
    live: list[PortListened] = []
    local: list[PortListened] = []
    for source in files:
        if "System." not in source.text and "port:" not in source.text:
            continue
        code = files.code(source)
        if code is None:
            continue
        yield from variables_read(reads(code), "elixir", files)
        if "/config/" in f"/{source.path}":
            (local if source.path.endswith(_FOR_DEVELOPERS) else live).extend(ports(code))
    yield from live or local


DETECTOR = Detector(
    name="elixir_settings",
    about="Environment variables that Elixir code reads, and the port of its web server by its configuration.",
    wants=_wants,
    detect=_detect,
    looks_at=("*.ex", "*.exs"),
)
