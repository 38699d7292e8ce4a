"""Configuration of Spring Boot, Quarkus and Micronaut: variables, ports, graceful shutdown, secret stores."""

from collections.abc import Iterator

from opsworthy.facts.code.environment import Read, variables_read
from opsworthy.facts.code.settings.placeholders import placeholders
from opsworthy.facts.code.settings.properties import Property, is_settings, read_properties
from opsworthy.facts.code.source_paths import is_test_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.hosting.naming import is_filled_in_elsewhere
from opsworthy.facts.project import AppDeclared, PortListened, SecretRead, ShutdownHandled

_PORTS = {
    "server.port": "Spring Boot",
    "management.server.port": "Spring Boot",
    "quarkus.http.port": "Quarkus",
    "quarkus.grpc.server.port": "Quarkus",
    "quarkus.management.port": "Quarkus",
    "micronaut.server.port": "Micronaut",
    "grpc.server.port": "gRPC",
    "spring.grpc.server.port": "gRPC",
}
_NAMES = {"spring.application.name": "spring", "quarkus.application.name": "quarkus", "micronaut.application.name": "micronaut"}
_SHUTDOWNS = ("quarkus.shutdown.timeout",)
_STORES = {
    "vault": "vault",
    "aws-secretsmanager": "aws-secrets-manager",
    "aws-parameterstore": "aws-ssm",
    "sm": "gcp-secret-manager",
    "sm@": "gcp-secret-manager",
}
_OTHER_PROFILES = frozenset(["dev", "development", "local", "test", "tests", "it", "integration", "e2e", "ci"])


def _wants(path: str) -> bool:
    return is_settings(path) and not is_test_source(path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if "{{" in source.text:
            continue
        properties, problems = read_properties(files, source)
        yield from problems
        yield from variables_read((read for each in properties for read in placeholders(each.value, each.location)), "java")
        for each in properties:
            if each.profile is None or not _OTHER_PROFILES & set(each.profile.replace("|", ",").replace(" ", "").split(",")):
                yield from _said(each)


def _said(each: Property) -> Iterator[Told]:
    if each.key in _PORTS:
        yield from _port(each)
    elif each.key in _NAMES and each.profile is None and not is_filled_in_elsewhere(each.value):
        yield AppDeclared(_NAMES[each.key], each.value.strip(), each.location)
    elif each.key == "server.shutdown" and each.value == "graceful":
        yield ShutdownHandled("java", "server.shutdown=graceful", each.location)
    elif each.key in _SHUTDOWNS:
        yield ShutdownHandled("java", each.key, each.location)
    elif each.key == "spring.config.import":
        for part in each.value.split(","):
            kind, _, name = part.strip().removeprefix("optional:").partition(":")
            if kind in _STORES:
                yield SecretRead(_STORES[kind], "java", each.location, name.strip("/") or None)
    elif each.key == "spring.cloud.vault.uri":
        yield SecretRead("vault", "java", each.location)
    elif each.key == "spring.cloud.azure.keyvault.secret.endpoint":
        yield SecretRead("azure-key-vault", "java", each.location)


def _port(each: Property) -> Iterator[PortListened]:
    """A port of 0 is any free one, and a negative one none."""
    reads: list[Read] = list(placeholders(each.value, each.location))
    text = reads[-1].default if reads else each.value
    number = int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 6 else None
    if (number is not None and 0 < number < 65536) or (number is None and reads):
        yield PortListened("java", each.location, number, reads[0].name if reads else None, _PORTS[each.key])


DETECTOR = Detector(
    name="application_settings",
    about="application.properties and application.yml: variables with defaults, ports, graceful shutdown, secret stores.",
    wants=_wants,
    detect=_detect,
    looks_at=(
        "application*.properties",
        "application*.yaml",
        "application*.yml",
        "bootstrap*.properties",
        "bootstrap*.yaml",
        "bootstrap*.yml",
        "microprofile-config*.properties",
        "microprofile-config*.yaml",
        "microprofile-config*.yml",
    ),
)
