"""What the instructions of a Dockerfile say about the image of its last stage."""

from collections.abc import Iterable, Iterator
from dataclasses import field, replace

from opsworthy.facts.command_lines import of_shell, withheld
from opsworthy.facts.command_ports import ports_told
from opsworthy.facts.healthchecks import of_command, seconds
from opsworthy.facts.interpolation import expand
from opsworthy.facts.ports import numbers
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.workloads import ImageBuilt, Port, Probe, Variable
from opsworthy.text.dataclass import dataclass
from opsworthy.text.dockerfile import Instruction, Word
from opsworthy.text.location import Location, Stated
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import in_clear, is_secret, is_secret_name

_MOUNTED = regex(r"--mount=type=secret,(\S{1,300})")


@dataclass
class _Stage:
    """What is known at the end of a stage; `known` holds its arguments and environment."""

    location: Location
    known: dict[str, str] = field(default_factory=dict)
    ports: dict[tuple[int, str], Port] = field(default_factory=dict)
    variables: dict[str, Variable] = field(default_factory=dict)
    entrypoint: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    started: Location | None = None
    own_command: bool = False
    shell_entrypoint: bool = False
    user: Stated[str] | None = None
    probe: Probe | None = None

    def followed(self, location: Location) -> "_Stage":
        """A later stage built from this one, which inherits its arguments, environment and all else."""
        known, ports, variables = dict(self.known), dict(self.ports), dict(self.variables)
        return replace(self, location=location, known=known, ports=ports, variables=variables, own_command=False)


def image_of(path: str, instructions: Iterable[Instruction]) -> ImageBuilt | None:
    """The image of the last stage, with the bases of all stages; None without a FROM."""
    arguments: dict[str, str] = {}
    stages: dict[str, _Stage] = {}
    bases: list[Stated[str]] = []
    stage: _Stage | None = None
    for instruction in instructions:
        if instruction.name == "FROM":
            stage = _from(instruction, arguments, stages, bases) or stage
        elif stage is None:
            arguments.update(_arguments(instruction, arguments, {}))
        else:
            _apply(instruction, stage, arguments)
    if stage is None:
        return None
    command = stage.entrypoint if stage.shell_entrypoint else (*stage.entrypoint, *stage.command)
    told = ports_told(command, stage.started) if stage.started is not None else ()
    ports, variables = tuple(stage.ports.values()) or told, tuple(stage.variables.values())
    return ImageBuilt(path, stage.location, tuple(bases), ports, command, stage.user, stage.probe, variables)


def _from(
    instruction: Instruction, arguments: dict[str, str], stages: dict[str, _Stage], bases: list[Stated[str]]
) -> _Stage | None:
    words = [word for word in instruction.words() if not word.text.startswith("--")]
    if not words:
        return None
    base = expand(words[0].text, arguments).text
    parent = stages.get(base.lower())
    if parent is None and base.lower() != "scratch":
        bases.append(Stated(base, words[0].location))
    stage = parent.followed(instruction.location) if parent else _Stage(instruction.location)
    if len(words) > 2 and words[1].text.lower() == "as":
        stages[words[2].text.lower()] = stage
    return stage


def _apply(instruction: Instruction, stage: _Stage, arguments: dict[str, str]) -> None:
    if instruction.name == "ARG":
        stage.known.update(_arguments(instruction, stage.known, arguments))
    elif instruction.name == "ENV":
        _environment(instruction, stage)
    elif instruction.name == "EXPOSE":
        _expose(instruction, stage)
    elif instruction.name == "USER":
        stage.user = Stated(expand(instruction.text, stage.known).text, instruction.location)
    elif instruction.name == "HEALTHCHECK":
        stage.probe = _healthcheck(instruction, stage)
    elif instruction.name == "CMD":
        stage.command, stage.own_command, stage.started = _command(instruction), True, instruction.location
    elif instruction.name == "ENTRYPOINT":
        stage.entrypoint, stage.shell_entrypoint = _command(instruction), instruction.listed() is None
        stage.command = stage.command if stage.own_command else ()
        stage.started = stage.started if stage.own_command else instruction.location


def _arguments(instruction: Instruction, known: dict[str, str], outer: dict[str, str]) -> dict[str, str]:
    """What an ARG gives a value; inside a stage, a bare `ARG NAME` takes the value from before the first FROM."""
    values: dict[str, str] = {}
    for word in instruction.words() if instruction.name == "ARG" else ():
        name, given, default = word.text.partition("=")
        if given and name not in known:
            values[name] = expand(default, {**known, **values}).text
        elif not given and name in outer:
            values[name] = outer[name]
    return values


def _environment(instruction: Instruction, stage: _Stage) -> None:
    for name, word in _pairs(instruction):
        value = expand(word.text, stage.known).text
        stage.known[name] = value
        stage.variables[name] = Variable(name, word.location, None if is_secret(name, value) else value)


def _pairs(instruction: Instruction) -> Iterator[tuple[str, Word]]:
    """`NAME=value …`, or the older `NAME value` whose value runs to the end of the line."""
    words = instruction.words()
    if words and "=" not in words[0].text:
        yield words[0].text, Word(" ".join(word.text for word in words[1:]), words[0].location)
        return
    for word in words:
        name, _, value = word.text.partition("=")
        yield name, Word(value, word.location)


def _expose(instruction: Instruction, stage: _Stage) -> None:
    for word in instruction.words():
        for expanded in expand(word.text, stage.known).text.split():
            span, _, protocol = expanded.partition("/")
            for number in numbers(span):
                port = Port(number, word.location, protocol=(protocol or "tcp").upper())
                stage.ports.setdefault((number, port.protocol), port)


def _healthcheck(instruction: Instruction, stage: _Stage) -> Probe | None:
    head, found, text = instruction.text.partition("CMD")
    if not found:
        return None
    options = dict(option.removeprefix("--").partition("=")[::2] for option in head.split())
    retries = options.get("retries", "")
    listed = replace(instruction, text=text.strip()).listed()
    return of_command(
        listed if listed is not None else text.strip(),
        instruction.location,
        known={name: value for name, value in stage.known.items() if not is_secret(name, value)},
        period=seconds(options.get("interval", "")),
        timeout=seconds(options.get("timeout", "")),
        failures=int(retries) if retries.isascii() and retries.isdigit() and len(retries) < 10 else None,
    )


def _command(instruction: Instruction) -> tuple[str, ...]:
    listed = instruction.listed()
    return withheld(listed) if listed is not None else of_shell(instruction.text)


def secrets_of(instructions: Iterable[Instruction]) -> Iterator[SecretDeclared]:
    """The secrets that a build is given (ARG, a mounted secret) or an image is made with (ENV): each once, and again where its
    value stands there in clear."""
    told: set[str] = set()
    for instruction in instructions:
        for secret in _secrets(instruction):
            if secret.in_clear or secret.name not in told:
                told.add(secret.name)
                yield secret


def _secrets(instruction: Instruction) -> Iterator[SecretDeclared]:
    if instruction.name in ("ARG", "ENV"):
        for name, word in _pairs(instruction) if instruction.name == "ENV" else _arguments_written(instruction):
            if is_secret(name, word.text or None):
                yield SecretDeclared(name, "dockerfile", word.location, in_clear=in_clear(name, word.text))
    elif instruction.name == "RUN":
        for mount in _MOUNTED.finditer(instruction.text):
            options = dict(option.partition("=")[::2] for option in mount.group(1).split(","))
            name = options.get("env") or options.get("id", "")
            if is_secret_name(name):
                yield SecretDeclared(name, "dockerfile", instruction.at(mount.start()))


def _arguments_written(instruction: Instruction) -> Iterator[tuple[str, Word]]:
    for word in instruction.words():
        name, _, value = word.text.partition("=")
        yield name, Word(value, word.location)
