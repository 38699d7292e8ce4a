"""Products that a repository uses, by its direct dependencies and by the addresses that its code calls."""

from collections.abc import Iterator

from opsworthy.facts.code.addresses import addresses_in, string_place
from opsworthy.facts.code.manifests.cargo import cargo_features, cargo_packages, is_cargo_manifest
from opsworthy.facts.code.manifests.composer import composer_packages, is_composer_manifest
from opsworthy.facts.code.manifests.gems import gem_packages, is_gem_manifest
from opsworthy.facts.code.manifests.go_packages import go_packages, is_go_manifest
from opsworthy.facts.code.manifests.gradle import gradle_packages, is_gradle_manifest
from opsworthy.facts.code.manifests.maven import is_maven_manifest, maven_packages
from opsworthy.facts.code.manifests.npm import is_npm_manifest, npm_packages
from opsworthy.facts.code.manifests.nuget import is_nuget_manifest, nuget_packages
from opsworthy.facts.code.manifests.python import is_python_manifest, python_packages
from opsworthy.facts.code.marks import Product, marks
from opsworthy.facts.code.source_paths import is_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import PackageDeclared, ProductUsed
from opsworthy.text.location import Location
from opsworthy.text.source import Source

_READERS = (
    python_packages, npm_packages, go_packages, maven_packages, gradle_packages, nuget_packages, gem_packages, composer_packages,
    cargo_packages,
)  # fmt: skip
_MANIFESTS = (
    is_python_manifest, is_npm_manifest, is_go_manifest, is_maven_manifest, is_gradle_manifest, is_nuget_manifest,
    is_gem_manifest,
    is_composer_manifest, is_cargo_manifest,
)  # fmt: skip


def _wants(path: str) -> bool:
    return is_source(path) or any(is_manifest(path) for is_manifest in _MANIFESTS)


def _detect(files: Files) -> Iterator[Told]:
    for reader in _READERS:
        for package in reader(files):
            if isinstance(package, PackageDeclared):
                yield from _of_package(package)
    yield from _of_features(files)
    for source in files:
        if is_source(source.path):
            yield from _of_addresses(files, source)


def _of_package(package: PackageDeclared) -> Iterator[ProductUsed]:
    """Each product of a manifest once, at the first of its dependencies; those for development do not count."""
    seen: set[str] = set()
    for dependency in package.dependencies:
        product = None if dependency.development else marks().of_package(package.ecosystem, dependency.name)
        if product is not None and product.name not in seen:
            seen.add(product.name)
            yield _used(product, dependency.name, dependency.location)


def _of_features(files: Files) -> Iterator[ProductUsed]:
    """Each product that a feature of a crate gives away, once for each manifest."""
    seen: set[tuple[str, str]] = set()
    for path, feature in cargo_features(files):
        product = marks().of_package("rust", feature.name)
        if product is not None and "/" in feature.name and (path, product.name) not in seen and product.kind == "datastore":
            seen.add((path, product.name))
            yield _used(product, feature.name.partition("/")[0], feature.location)


def _of_addresses(files: Files, source: Source) -> Iterator[ProductUsed]:
    """Each product whose address a file writes out, once."""
    seen: set[str] = set()
    for address in addresses_in(source.text):
        product = marks().of_address(address.host, address.path)
        if product is None or product.name in seen:
            continue
        code = files.code(source)
        place = string_place(code, address) if code is not None else None
        if place is not None:
            seen.add(product.name)
            yield _used(product, address.host, place)


def _used(product: Product, package: str, place: Location) -> ProductUsed:
    return ProductUsed(product.name, product.kind, package, place, product.paid)


DETECTOR = Detector(
    name="products",
    about="Frameworks, datastores, queues and outside services, known by packages and by addresses in code.",
    wants=_wants,
    detect=_detect,
    looks_at=(
        "*.js",
        "*.cjs",
        "*.mjs",
        "*.jsx",
        "*.ts",
        "*.cts",
        "*.mts",
        "*.tsx",
        "*.cs",
        "*.go",
        "*.java",
        "*.kt",
        "*.php",
        "*.py",
        "*.rake",
        "*.rb",
        "*.rs",
        "*.ru",
        "pyproject.toml",
        "setup.py",
        "setup.cfg",
        "Pipfile",
        "*.txt",
        "package.json",
        "go.mod",
        "pom.xml",
        "build.gradle",
        "build.gradle.kts",
        "settings.gradle",
        "settings.gradle.kts",
        "libs.versions.toml",
        "*.csproj",
        "*.fsproj",
        "*.vbproj",
        "Directory.Packages.props",
        "Directory.Build.props",
        "packages.config",
        "Gemfile",
        "gems.rb",
        "*.gemspec",
        "composer.json",
        "Cargo.toml",
    ),
)
