"""application.conf of Ktor, Akka and Play: variables with defaults, and ports."""

from collections.abc import Iterator

from opsworthy.facts.code.environment import Read, variables_read
from opsworthy.facts.code.settings.hocon import HoconValue, read_hocon
from opsworthy.facts.code.source_paths import is_test_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import PortListened

_PORTS = {"ktor.deployment.port": "Ktor", "play.server.http.port": "Play", "ktor.deployment.sslPort": "Ktor"}


def _wants(path: str) -> bool:
    return path.endswith("/application.conf") and not is_test_source(path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        values = list(read_hocon(source))
        yield from variables_read(_reads(values), "java")
        for key, framework in _PORTS.items():
            yield from _port([each for each in values if each.key == key], framework)


def _reads(values: list[HoconValue]) -> Iterator[Read]:
    """The default is what the file gave the same key before."""
    known: dict[str, str] = {}
    for each in values:
        if each.variable is not None:
            default = known.get(each.key)
            yield Read(each.variable, each.location, default, required=not each.optional and default is None)
        elif each.value is not None:
            known[each.key] = each.value


def _port(values: list[HoconValue], framework: str) -> Iterator[PortListened]:
    numbers = [each for each in values if each.value is not None and each.value.isascii() and each.value.isdigit()]
    variable = next((each for each in values if each.variable is not None), None)
    held = numbers[-1] if numbers else variable
    if held is not None:
        number = int(numbers[-1].value or 0) if numbers and len(numbers[-1].value or "") < 6 else None
        yield PortListened("java", held.location, number, variable.variable if variable is not None else None, framework)


DETECTOR = Detector(
    name="hocon_settings",
    about="application.conf: variables with their defaults, and the port of Ktor and Play servers.",
    wants=_wants,
    detect=_detect,
    looks_at=("application.conf",),
)
