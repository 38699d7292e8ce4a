"""Ports that source code of the eight languages listens on."""

import re
from collections.abc import Iterator
from functools import partial

from tree_sitter import Node

from opsworthy.facts.code.calls.ports import may_listen, named_value, ports_of, table_language
from opsworthy.facts.code.golang.ports import server_addresses
from opsworthy.facts.code.source_paths import is_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.code import Code, language_of
from opsworthy.text.regex import regex

_CONFIGURING = regex(
    r"(?:^|/)(?:config|configuration|settings|env|environment|constants|vars|conf|app-?config)[\w-]*(?:/index)?\.\w+$",
    re.IGNORECASE,
)
_MOST = 20


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        language = language_of(source.path)
        if language is None or not _is_worth(table_language(language), source.path, source.text):
            continue
        code = files.code(source)
        if code is not None:
            yield from ports_of(code, partial(_elsewhere, files, language))
            if language == "go":
                yield from server_addresses(code, partial(_elsewhere, files, language))


def _is_worth(language: str, path: str, text: str) -> bool:
    return may_listen(language, path, text) or (language == "go" and "Addr:" in text)


def _elsewhere(files: Files, language: str, name: str) -> Iterator[tuple[Code, Node]]:
    """What files that bear the name of configuration give to a name."""
    held = [
        path
        for path in files.wanted
        if _CONFIGURING.search(path) and table_language(language_of(path) or "") == table_language(language)
    ]
    for path in held[:_MOST]:
        source = files.open(path)
        code = files.code(source) if source is not None and name in source.text else None
        value = named_value(code, name) if code is not None else None
        if code is not None and value is not None:
            yield code, value


DETECTOR = Detector(
    name="ports_listened",
    about="Ports that code listens on, as literals or as defaults of the variables that set them.",
    wants=is_source,
    detect=_detect,
    looks_at=(
        "*.js",
        "*.cjs",
        "*.mjs",
        "*.jsx",
        "*.ts",
        "*.cts",
        "*.mts",
        "*.tsx",
        "*.cs",
        "*.go",
        "*.java",
        "*.kt",
        "*.php",
        "*.py",
        "*.rake",
        "*.rb",
        "*.rs",
        "*.ru",
    ),
)
