"""Files that git-crypt encrypts, by name."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import islice

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.secrets.encrypted import git_crypt

_MOST = 50


def _wants(path: str) -> bool:
    return path.rpartition("/")[2] == ".gitattributes"


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        folder = source.path.rpartition("/")[0]
        for pattern, location in git_crypt(source) if "git-crypt" in source.text else ():
            for path in islice(_encrypted(files, folder, pattern), _MOST):
                yield SecretDeclared(path, "git-crypt", location)


def _encrypted(files: Files, folder: str, pattern: str) -> Iterator[str]:
    """The files that a pattern of .gitattributes means; attributes themselves and the own files of git-crypt are left open."""
    prefix = f"{folder}/" if folder else ""
    bare = pattern.lstrip("/")
    anywhere = bare if "/" in bare.rstrip("/") else f"*{bare}"
    for path in files.matching(f"{prefix}{anywhere}" if not bare.endswith("/**") else f"{prefix}{bare[:-1]}"):
        name = path.rpartition("/")[2]
        inside = "/" in bare or fnmatchcase(name, bare)
        if inside and name != ".gitattributes" and not path.startswith(".git-crypt/"):
            yield path


DETECTOR = Detector("git_crypt", "files that git-crypt encrypts, by name", _wants, _detect, looks_at=(".gitattributes",))
