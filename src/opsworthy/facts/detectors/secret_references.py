"""Environment files whose values say where the real ones are kept (1Password, Vault, managers of clouds), or are encrypted."""

import re
from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.secrets.encrypted import dotenvx
from opsworthy.facts.secrets.references import referred
from opsworthy.text import dotenv
from opsworthy.text.regex import regex

_NAMED = regex(r"\.env(?:[.\w-]{0,60})?|[\w.-]{0,60}\.env(?:\.(?:tpl|op|template))?")
_VAULT = regex(r"^DOTENV_VAULT(?:_[A-Z]+)?=", re.MULTILINE)


def _wants(path: str) -> bool:
    return _NAMED.fullmatch(path.rpartition("/")[2]) is not None


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if source.path.endswith(".env.vault"):
            match = _VAULT.search(source.text)
            if match is not None:
                yield SecretDeclared("DOTENV_KEY", "dotenv-vault", source.at(source.text.count("\n", 0, match.start()) + 1, 1))
            continue
        if ":" in source.text or "/" in source.text:
            assigned = (each for each in dotenv.parse(source) if not each.commented)
            yield from referred((each.name, each.value, each.location) for each in assigned)
        if "encrypted:" in source.text or "DOTENV_PUBLIC_KEY" in source.text:
            yield from dotenvx(source)


DETECTOR = Detector(
    name="secret_references",
    about="environment files whose values say where the real ones are kept, or are encrypted",
    wants=_wants,
    detect=_detect,
    looks_at=(".env*", "*.env", "*.env.*"),
)
