"""Rails' encrypted credentials: the key that opens them, and a key that was committed beside them."""

import re
from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import SecretDeclared

_ENCRYPTED = re.compile(r"(?:.*/)?config/credentials(?:/([\w-]+))?\.yml\.enc")
_KEY = re.compile(r"(?:.*/)?config/(?:master|credentials/([\w-]+))\.key")
_HEXADECIMAL = re.compile(r"[0-9a-f]{32}")
_ELSEWHERE = frozenset({"development", "test"})


def _wants(path: str) -> bool:
    return path.endswith((".yml.enc", ".key")) and bool(_ENCRYPTED.fullmatch(path) or _KEY.fullmatch(path))


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        match = _ENCRYPTED.fullmatch(source.path) or _KEY.fullmatch(source.path)
        environment = match.group(1) if match else None
        if environment in _ELSEWHERE:
            continue
        clear = source.path.endswith(".key")
        if not clear or _HEXADECIMAL.fullmatch(source.text.strip()):
            yield SecretDeclared("RAILS_MASTER_KEY", "rails-credentials", source.at(1), environment=environment, in_clear=clear)


DETECTOR = Detector(
    name="rails_credentials",
    about="the key of Rails' encrypted credentials",
    wants=_wants,
    detect=_detect,
    looks_at=("*.yml.enc", "*.key"),
)
