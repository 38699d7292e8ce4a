"""Secrets that stand as constants in modules of settings: Django's settings, a configuration in Python."""

from collections.abc import Iterator

from opsworthy.facts.code.source_paths import is_python
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.secrets.constants import settings_constants
from opsworthy.text.regex import regex

_NAMED = regex(
    r"(?:.*/)?(?:(?:settings|config|conf|configuration|secrets|credentials)(?:_\w+)?|settings/(?!test|dev|local|ci)\w+)\.py"
)


def _wants(path: str) -> bool:
    return path.endswith(".py") and _NAMED.fullmatch(path) is not None and is_python(path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        code = files.code(source)
        if code is not None:
            yield from settings_constants(code)


DETECTOR = Detector("settings_constants", "secrets in modules of settings", _wants, _detect, looks_at=("*.py",))
