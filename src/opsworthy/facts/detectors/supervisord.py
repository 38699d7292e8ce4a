"""supervisord: the programs of a supervisor's configuration."""

from collections.abc import Iterator

from opsworthy.facts.command_lines import of_shell
from opsworthy.facts.command_ports import ports_told
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.variables import Named, secrets, variables
from opsworthy.facts.workloads import Container, Workload
from opsworthy.text.location import Stated
from opsworthy.text.unit_file import Section, Setting, parse

_PROGRAM = "program:"


def _wants(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.endswith((".conf", ".ini")) and ("supervisor" in name or "/supervisor/" in path or "/supervisord/" in path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if f"[{_PROGRAM}" not in source.text:
            continue
        for section in parse(source):
            command = section.last("command")
            if section.name.startswith(_PROGRAM) and command is not None:
                given = tuple(_given(section.last("environment")))
                yield _program(section, command, given)
                yield from secrets(given, "supervisord")


def _program(section: Section, command: Setting, given: tuple[Named, ...]) -> Workload:
    name = section.name.removeprefix(_PROGRAM).strip()
    text = command.value.partition(" ;")[0]
    count = section.last("numprocs")
    number = int(count.value) if count is not None and count.value.isascii() and count.value.isdigit() else None
    words = of_shell(text)
    listens = ports_told(words, command.location)
    container = Container(name, section.location, command=words, ports=listens, variables=variables(given))
    replicas = Stated(number, count.location) if count is not None and number is not None and number < 10_000 else None
    return Workload("supervisord", "program", name, section.location, replicas=replicas, containers=(container,))


def _given(setting: Setting | None) -> Iterator[Named]:
    """The variables of `environment=A="1",B="2"`."""
    for piece in setting.value.split(",") if setting is not None else ():
        name, equals, value = piece.strip().partition("=")
        if equals and name and setting is not None:
            yield Named(name, value.strip().strip("\"'"), setting.location)


DETECTOR = Detector("supervisord", "programs of supervisord", _wants, _detect, looks_at=("*.conf", "*.ini"))
