"""Products by their marks: the packages and hosts that give them away, from `marks/products/*.toml`."""

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from pathlib import Path

from opsworthy.facts.code.manifests.requirements import normal_name
from opsworthy.text.data import data_in
from opsworthy.text.dataclass import dataclass

KINDS = ("framework", "frontend", "datastore", "queue", "saas", "observability", "instrumentation", "migration")
ECOSYSTEMS = ("python", "npm", "go", "java", "dotnet", "ruby", "php", "rust", "elixir")


@dataclass(frozen=True, slots=True)
class Product:
    """A product, what it is, and whether using it can send a bill."""

    name: str
    kind: str
    paid: bool


@dataclass(frozen=True)
class Marks:
    """Packages by ecosystem: whole names, and beginnings for names that end with a star. Hosts likewise, by their ends."""

    packages: Mapping[str, Mapping[str, Product]]
    beginnings: Mapping[str, Mapping[str, Product]]
    hosts: Mapping[str, tuple[tuple[str, Product], ...]] = field(default_factory=dict)

    def of_package(self, ecosystem: str, name: str) -> Product | None:
        """The product that a package gives away; the longest mark wins. A Go module also stands for the paths below its mark."""
        name = _comparable(ecosystem, name)
        whole = self.packages[ecosystem].get(name)
        if whole is not None:
            return whole
        if ecosystem == "go":
            return self._of_module(name)
        fitting = [start for start in self.beginnings[ecosystem] if name.startswith(start)]
        return self.beginnings[ecosystem][max(fitting, key=len)] if fitting else None

    def _of_module(self, path: str) -> Product | None:
        while "/" in path:
            path = path.rpartition("/")[0]
            if path in self.packages["go"]:
                return self.packages["go"][path]
        return None

    def of_address(self, host: str, path: str) -> Product | None:
        """The product that answers at an address: by the whole host, or by its end for marks such as `*.auth0.com`."""
        labels = host.lower().split(".")
        names = [host.lower(), *(f"*.{'.'.join(labels[start:])}" for start in range(1, len(labels) - 1))]
        for name in names:
            for below, product in self.hosts.get(name, ()):
                if not below or path == below or path.startswith((f"{below}/", f"{below}?", f"{below}.")):
                    return product
        return None


def _comparable(ecosystem: str, name: str) -> str:
    """A package's name as its index compares it."""
    if ecosystem == "python":
        return normal_name(name)
    if ecosystem == "rust":
        return name.replace("_", "-")
    return name.lower() if ecosystem in ("dotnet", "php") else name


@cache
def marks() -> Marks:
    """All marks, read once."""
    packages: dict[str, dict[str, Product]] = {each: {} for each in ECOSYSTEMS}
    beginnings: dict[str, dict[str, Product]] = {each: {} for each in ECOSYSTEMS}
    hosts: dict[str, list[tuple[str, Product]]] = {}
    for file in sorted(Path(__file__).parents[1].joinpath("marks", "products").iterdir()):
        for name, said in data_in(file.read_text("utf-8")).items():
            product = Product(name, said["kind"], said.get("paid", False))
            for ecosystem in ECOSYSTEMS:
                for package in said.get(ecosystem, ()):
                    place = beginnings if package.endswith("*") else packages
                    place[ecosystem][package.removesuffix("*")] = product
            for mark in said.get("hosts", ()):
                host, slash, below = mark.partition("/")
                hosts.setdefault(host, []).append((slash + below, product))
    return Marks(packages, beginnings, {host: tuple(found) for host, found in hosts.items()})
