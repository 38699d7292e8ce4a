"""The containers of a task definition, in the spelling of JSON files or of CloudFormation."""

import re
from decimal import Decimal

from opsworthy.facts.command_lines import image_reference, of_shell, withheld
from opsworthy.facts.given_variables import Given, of_list, variables
from opsworthy.facts.healthchecks import of_command
from opsworthy.facts.view import Pointer, View
from opsworthy.facts.workloads import Container, Port, Probe, Resources, Volume
from opsworthy.text.location import Location
from opsworthy.text.node import Sequence
from opsworthy.text.regex import regex

_UNITS = Decimal(1024)
_MEBIBYTE = 1024 * 1024
_ARN = regex(r"arn:[\w-]*:(secretsmanager|ssm):[^:]*:[^:]*:(?:secret:|parameter/?)([^:]+)(?::([^:]*))?.*")
_SUFFIX = regex(r"-[A-Za-z0-9]{6}$")


def containers(held: View) -> tuple[Container, ...]:
    """The containers of `containerDefinitions`; one without a name is none."""
    return tuple(container for item in held.items() if (container := _container(item)) is not None)


def _container(item: View) -> Container | None:
    name, place = item.at("name").stated(), item.location
    if place is None or not item.is_there():
        return None
    written = name.value if name is not None else "main"
    if name is None and item.at("image").found is None:
        return None
    return Container(
        name=written,
        location=place,
        image=image_reference(item.at("image").stated()),
        command=withheld((*_words(item.at("entryPoint")), *_words(item.at("command")))),
        ports=ports(item.at("portMappings")),
        probes=probes(item.at("healthCheck"), written),
        variables=variables(given(item)),
        resources=_resources(item),
    )


def given(item: View) -> tuple[Given, ...]:
    """The variables of a container: `environment`, and `secrets` with the store that each comes from."""
    pointed = (
        Given(each.name, each.location, View(_pointer(each), item.reduce)) for each in of_list(item.at("secrets"), "valueFrom")
    )
    return (*of_list(item.at("environment")), *pointed)


def _pointer(secret: Given) -> Pointer:
    """Where a secret comes from: an ARN, the name of a parameter, or what stands beside it in the template."""
    found = secret.value.found
    if isinstance(found, Pointer):
        kind = "secret" if found.kind in ("secret", "parameter") else found.kind
        return Pointer(kind, found.name, found.location, found.key, found.store)
    text = secret.value.stated()
    if text is None:
        return Pointer("secret", "", secret.value.location or secret.location, store="aws-secrets-manager")
    return secret_named(text.value, text.location)


def secret_named(reference: str, where: Location) -> Pointer:
    """The secret that `valueFrom` names: an ARN of either store, else a parameter of Systems Manager."""
    arn = _ARN.fullmatch(reference)
    if arn is None:
        return Pointer("secret", reference, where, store="aws-parameter-store")
    if arn[1] == "ssm":
        return Pointer("secret", arn[2], where, store="aws-parameter-store")
    return Pointer("secret", _SUFFIX.sub("", arn[2]), where, arn[3] or "", "aws-secrets-manager")


def _words(held: View) -> tuple[str, ...]:
    """A command as words: a list, or a text with commas, as some templates pass it."""
    if isinstance(held.found, Sequence):
        return tuple(text for item in held.items() if (text := item.string()) is not None)
    text = held.string()
    return of_shell(text) if text else ()


def ports(held: View) -> tuple[Port, ...]:
    found = []
    for item in held.items():
        number = item.at("containerPort").whole()
        place = item.at("containerPort").location
        if number is not None and place is not None:
            protocol = (item.at("protocol").string() or "tcp").upper()
            found.append(Port(number, place, item.at("name").string(), protocol))
    return tuple(found)


def probes(check: View, name: str) -> tuple[Probe, ...]:
    """The container's own check: `CMD` words, `CMD-SHELL` text, or a plain text."""
    test = check.at("command")
    words = [text for item in test.items() if (text := item.string()) is not None] or [test.string() or ""]
    if test.location is None or words == [""] or words == ["NONE"]:
        return ()
    command: tuple[str, ...] | str
    if words[0] == "CMD":
        command = tuple(words[1:])
    elif words[0] == "CMD-SHELL":
        command = " ".join(words[1:])
    else:
        command = words[0] if len(words) == 1 else tuple(words)
    return (
        of_command(
            command,
            test.location,
            (name,),
            period=check.at("interval").whole(),
            timeout=check.at("timeout").whole(),
            failures=check.at("retries").whole(),
        ),
    )


def _resources(item: View) -> Resources | None:
    """CPU in units of 1/1024 core that is set aside; memory in MiB, `memory` the most and `memoryReservation` the least."""
    cpu, most, least = item.at("cpu").whole(), item.at("memory").whole(), item.at("memoryReservation").whole()
    places = [item.at(key).location for key in ("cpu", "memory", "memoryReservation")]
    place = next((each for each in places if each is not None), None)
    if place is None or (not cpu and most is None and least is None):
        return None
    return Resources(
        place,
        cpu_request=Decimal(cpu) / _UNITS if cpu else None,
        memory_request=least * _MEBIBYTE if least is not None else None,
        memory_limit=most * _MEBIBYTE if most is not None else None,
    )


def of_task(definition: View) -> Resources | None:
    """What a whole task is given, as Fargate needs it said: 1024 units are one core, memory is in MiB."""
    cpu, memory = _size(definition.at("cpu"), _UNITS), _size(definition.at("memory"), Decimal(1))
    place = definition.at("cpu").location or definition.at("memory").location
    if place is None or (cpu is None and memory is None):
        return None
    limit = int(memory * _MEBIBYTE) if memory is not None else None
    return Resources(place, cpu_request=cpu, cpu_limit=cpu, memory_request=limit, memory_limit=limit)


def _size(held: View, per: Decimal) -> Decimal | None:
    """`256`, `"256"`, `.25 vCPU`, `0.5 GB`."""
    match = re.fullmatch(r"(\d{0,9}(?:\.\d{1,4})?)\s{0,3}(vcpu|gb)?", (held.string() or "").strip().lower())
    if match is None or not match[1]:
        return None
    number = Decimal(match[1])
    if match[2] == "vcpu":
        return number
    return number * 1024 if match[2] == "gb" else number / per


def volumes(definition: View) -> tuple[Volume, ...]:
    """What outlives a task: file systems of EFS, and folders of the host that are named."""
    found = []
    for item in definition.at("volumes").items():
        name = item.at("name").stated()
        lasting = any(item.at(*path).is_there() for path in (("efsVolumeConfiguration",), ("host", "sourcePath")))
        if name is not None and lasting:
            found.append(Volume(name.value, name.location, mount=_mount(definition, name.value)))
    return tuple(found)


def _mount(definition: View, volume: str) -> str | None:
    for item in definition.at("containerDefinitions").items():
        for mount in item.at("mountPoints").items():
            if mount.at("sourceVolume").string() == volume:
                return mount.at("containerPath").string()
    return None
