"""Health routes that Spring Boot Actuator, Quarkus and Micronaut add to a program that depends on them."""

from collections.abc import Iterator

from opsworthy.facts.code.health import health_route
from opsworthy.facts.code.manifests.folders import below
from opsworthy.facts.code.manifests.gradle import gradle_packages, is_gradle_manifest
from opsworthy.facts.code.manifests.maven import is_maven_manifest, maven_packages
from opsworthy.facts.code.settings.management import Managed, managed_routes
from opsworthy.facts.code.settings.properties import Property, is_settings, read_properties
from opsworthy.facts.code.source_paths import folder_of, is_test_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import PackageDeclared

_OTHER_PROFILES = ("dev", "development", "local", "test", "tests")


def _wants(path: str) -> bool:
    return (is_settings(path) and not is_test_source(path)) or is_maven_manifest(path) or is_gradle_manifest(path)


def _detect(files: Files) -> Iterator[Told]:
    packages = [
        each for reader in (maven_packages, gradle_packages) for each in reader(files) if isinstance(each, PackageDeclared)
    ]
    folders: set[str] = set()
    for package in packages:
        folder = folder_of(package.path)
        if folder in folders:
            continue
        routes = list(managed_routes(Managed(package.dependencies, _settings(files, folder))))
        if routes:
            folders.add(folder)
        yield from (fact for route in routes if (fact := health_route(route)) is not None)


def _settings(files: Files, folder: str) -> dict[str, list[Property]]:
    """The configuration of the program in a folder, without the profiles of other environments than production."""
    found: dict[str, list[Property]] = {}
    homes = {below(folder, "src/main/resources"), below(folder, "src/main/resources/config"), below(folder, "config"), folder}
    for path in files.wanted:
        source = files.open(path) if is_settings(path) and folder_of(path) in homes else None
        if source is not None and "{{" not in source.text:
            for each in read_properties(files, source)[0]:
                if each.profile is None or each.profile not in _OTHER_PROFILES:
                    found.setdefault(each.key, []).append(each)
    return found


DETECTOR = Detector(
    name="health_routes_management",
    about="Health and metrics routes of Spring Boot Actuator, Quarkus and Micronaut, with the paths that their settings give.",
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
        "pom.xml",
        "build.gradle",
        "build.gradle.kts",
        "settings.gradle",
        "settings.gradle.kts",
        "libs.versions.toml",
    ),
)
