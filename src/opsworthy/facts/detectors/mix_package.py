"""Mix projects and what they need, from mix.exs."""

from collections.abc import Iterator

from opsworthy.facts.code.marks import marks
from opsworthy.facts.detector import Detector
from opsworthy.facts.elixir.mix import package_of
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import PackageDeclared, ProductUsed

_LEFT_OUT = frozenset({"_build", "deps", "test", "tests", "fixtures"})


def _wants(path: str) -> bool:
    *folders, name = path.split("/")
    return name == "mix.exs" and not _LEFT_OUT & set(folders)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        code = files.code(source)
        package = package_of(code) if code is not None else None
        if package is not None:
            yield package
            yield from _products(package)


def _products(package: PackageDeclared) -> Iterator[ProductUsed]:
    """Each product of a project once, at the first of its dependencies; those for development do not count."""
    seen: set[str] = set()
    for dependency in package.dependencies:
        product = None if dependency.development else marks().of_package("elixir", dependency.name)
        if product is not None and product.name not in seen:
            seen.add(product.name)
            yield ProductUsed(product.name, product.kind, dependency.name, dependency.location, product.paid)


DETECTOR = Detector(
    name="mix_package",
    about="mix.exs: names, dependencies, and the frameworks, datastores and services that they give away.",
    wants=_wants,
    detect=_detect,
    looks_at=("mix.exs",),
)
