"""Python packages and what they need, from pyproject.toml, setup.py, setup.cfg, Pipfile and requirements files."""

from opsworthy.facts.code.manifests.python import is_python_manifest, python_packages
from opsworthy.facts.detector import Detector

DETECTOR = Detector(
    name="python_package",
    about="Python manifests: names, versions, dependencies and the commands that a package installs.",
    wants=is_python_manifest,
    detect=python_packages,
    looks_at=("pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "*.txt"),
)
