"""Rails' encrypted credentials: the key that opens them, and a key that was committed beside them."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import SecretDeclared
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_ENCRYPTED = regex(r"((?:.*/)?)config/credentials(?:/([\w-]+))?\.yml\.enc")
_KEY = regex(r"((?:.*/)?)config/(?:master|credentials/([\w-]+))\.key")
_VARIABLE = "RAILS_MASTER_KEY"
# Where a generated application says that it is given the key by this variable.
_SAY = ("config/environments/production.rb", "config/application.rb", "config/deploy.yml", "Dockerfile", "app.json", "README.md")
_HEXADECIMAL = regex(r"[0-9a-f]{32}")
_ELSEWHERE = frozenset({"development", "test"})
_STORE = "rails-credentials"


def _wants(path: str) -> bool:
    return path.endswith((".yml.enc", ".key")) and bool(_ENCRYPTED.fullmatch(path) or _KEY.fullmatch(path))


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        name, encrypted = source.path.rpartition("/")[2], _ENCRYPTED.fullmatch(source.path)
        match = encrypted or _KEY.fullmatch(source.path)
        folder, environment = (match.group(1), match.group(2)) if match else ("", None)
        if environment in _ELSEWHERE:
            continue
        if encrypted:
            said = _said(files, folder)
            yield SecretDeclared(_VARIABLE if said else name, _STORE, said or source.at(1), environment=environment)
        elif _HEXADECIMAL.fullmatch(source.text.strip()):
            yield SecretDeclared(name, _STORE, source.at(1), environment=environment, in_clear=True)


def _said(files: Files, folder: str) -> Location | None:
    for path in _SAY:
        source = files.open(f"{folder}{path}")
        at = source.text.find(_VARIABLE) if source is not None else -1
        if source is not None and at >= 0:
            return source.at(source.text.count("\n", 0, at) + 1, at - source.text.rfind("\n", 0, at))
    return None


DETECTOR = Detector(
    name="rails_credentials",
    about="the key of Rails' encrypted credentials",
    wants=_wants,
    detect=_detect,
    looks_at=("*.yml.enc", "*.key"),
)
