"""What is installed here and what is missing, for each thing that needs it."""

import sys
from shutil import which

from opsworthy import __version__
from opsworthy.text.dataclass import dataclass

_NEEDS = (
    ("git", "lists a repository's own files, reads other revisions, binds evidence to a commit"),
    ("bash", "`opsworthy rehearse` reads shell blocks with it"),
    ("helm", "renders the charts of a repository, to confirm and complete our own reading of them"),
    ("kubectl", "the runbooks of Kubernetes systems call it"),
    ("heroku", "the runbooks of Heroku systems call it"),
    ("docker", "the runbooks of Compose systems call it"),
)


@dataclass(frozen=True)
class Tool:
    """A program, where it is (None where it is missing) and what it is for."""

    name: str
    place: str | None
    purpose: str


@dataclass(frozen=True)
class Diagnosis:
    version: str
    python: str
    tools: tuple[Tool, ...]


def diagnose() -> Diagnosis:
    """Looks on the PATH; starts nothing."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    return Diagnosis(__version__, python, tuple(Tool(name, which(name), purpose) for name, purpose in _NEEDS))
