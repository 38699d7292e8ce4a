"""Pipfile: packages, development packages and scripts."""

from opsworthy.facts.code.manifests.requirements import shown_version
from opsworthy.facts.command_lines import withheld
from opsworthy.facts.project import Dependency, PackageDeclared
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Scalar, entries, string


def read_pipfile(path: str, root: Mapping, whole: Location) -> PackageDeclared:
    """The package of a Pipfile, which has no name and is never published."""
    needed = tuple(
        Dependency(
            entry.key,
            entry.location,
            shown_version(entry.value.text if isinstance(entry.value, Scalar) else string(entry.value, "version")),
            development=table == "dev-packages",
        )
        for table in ("packages", "dev-packages")
        for entry in entries(root, table)
    )
    scripts = tuple(
        (entry.key, Stated(withheld((entry.value.text,))[0], entry.location))
        for entry in entries(root, "scripts")
        if isinstance(entry.value, Scalar)
    )
    return PackageDeclared(path=path, ecosystem="python", location=whole, dependencies=needed, scripts=scripts)
