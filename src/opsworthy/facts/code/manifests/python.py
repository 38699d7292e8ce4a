"""Every Python manifest of a repository: pyproject.toml, setup.py, setup.cfg, Pipfile, requirements files."""

from collections.abc import Iterator

from opsworthy.facts.code.ini import read_ini
from opsworthy.facts.code.manifests.pipfile import read_pipfile
from opsworthy.facts.code.manifests.pyproject import read_pyproject
from opsworthy.facts.code.manifests.requirements import read_requirements
from opsworthy.facts.code.manifests.setuptools import read_setup_cfg, read_setup_py
from opsworthy.facts.code.source_paths import is_test_source
from opsworthy.facts.files import Files
from opsworthy.facts.project import PackageDeclared
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source

_REQUIREMENTS = regex(r"(?:[A-Za-z0-9_.-]*[_.-])?requirements?(?:[_.-][A-Za-z0-9_.-]*)?\.txt")
_NAMES = frozenset(["pyproject.toml", "setup.py", "setup.cfg", "Pipfile"])


def is_python_manifest(path: str) -> bool:
    """Whether a path is a Python manifest outside of tests."""
    folder, _, name = path.rpartition("/")
    if name in _NAMES or _REQUIREMENTS.fullmatch(name):
        return not (folder and is_test_source(f"{folder}/x.py"))
    return name.endswith(".txt") and folder.rpartition("/")[2] == "requirements"


def python_packages(files: Files) -> Iterator[PackageDeclared | Problem]:
    """One package for each manifest that says something; a file that is not valid gives a problem."""
    for source in files:
        if is_python_manifest(source.path):
            told = _read(files, source)
            if told is not None:
                yield told


def _read(files: Files, source: Source) -> PackageDeclared | Problem | None:
    folder, _, name = source.path.rpartition("/")
    if name == "setup.py":
        code = files.code(source)
        return read_setup_py(code) if code is not None else None
    if name == "setup.cfg":
        beside = f"{folder}/" if folder else ""
        buildable = any(files.exists(beside + other) for other in ("setup.py", "pyproject.toml"))
        return read_setup_cfg(source, read_ini(source), buildable)
    if name in ("pyproject.toml", "Pipfile"):
        root = files.toml(source)
        if isinstance(root, Problem):
            return root
        return (
            read_pyproject(source.path, root, source.at(1))
            if name == "pyproject.toml"
            else read_pipfile(source.path, root, source.at(1))
        )
    needed = read_requirements(source)
    return PackageDeclared(path=source.path, ecosystem="python", location=source.at(1), dependencies=needed) if needed else None
