"""Options of Python scripts: argparse, optparse, click, typer, and words that are looked for in sys.argv."""

import re
from collections.abc import Iterator

from opsworthy.rules.shapes.claiming.scripting.language import Language
from opsworthy.text.regex import regex

_COMMENT = regex(r"^[ \t]*#[^\n]*", re.MULTILINE)
_ADDED = regex(r"(?:add_argument|add_option|\.option|\bOption)\([^()\"']{0,80}((?:\s*[\"'][^\"'\n]{1,60}[\"']\s*,?){1,4})")
_COMPARED = regex(r"([\"']--[A-Za-z][\w-]*[\"'])\s+(?:not\s+)?in\s|(?:==|\bin)\s*[(\[{]?\s*([\"']--[A-Za-z][\w-]*)")
_OPEN = regex(
    r"parse_known_args|allow_extra_args|ignore_unknown_options|\bimport (?:fire|docopt|absl|tyro|jsonargparse|configargparse)"
    r"|\bfrom (?:fire|docopt|absl|tyro|jsonargparse|simple_parsing|pydantic_settings|django)\b|HfArgumentParser|\bparents\s*="
    r"|REMAINDER|execute_from_command_line|add_command\(|add_typer\(|add_argument\(\s*(?:[fF][\"']|\*|[A-Za-z_]\w*\s*[,)])"
    r"|(?<!parse_args\()(?<!main\()sys\.argv\[1:\]"
)
_GIVEN = regex(r"(?<!def )\b([\w.]+)\(\s*(?:\w*parsers?|ap|subs?|subcmds?)\s*[,)]")
_DEFINED = regex(r"^[ \t]*(?:async )?def (\w+)", re.MULTILINE)
_DECORATED = regex(r"^@(\w+)(?:\(\))?[ \t]*$", re.MULTILINE)
_IDLE = frozenset(
    [
        "print",
        "len",
        "vars",
        "isinstance",
        "str",
        "repr",
        "type",
        "id",
        "dataclass",
        "property",
        "contextmanager",
        "cache",
        "lru_cache",
    ]
)
_BY_WORD = regex(r"\btyper\b")


def _declared(code: str) -> Iterator[tuple[int, str]]:
    yield from ((found.start(1), found[1]) for found in _ADDED.finditer(code))
    for found in _COMPARED.finditer(code):
        yield found.start(found.lastindex or 0), found[found.lastindex or 0]


def _by_word(code: str) -> bool:
    return _BY_WORD.search(code) is not None


def _passes_on(code: str) -> bool:
    """Whether another module may declare options too, or what is unknown is passed on."""
    if _OPEN.search(code):
        return True
    here = {*_DEFINED.findall(code), *_IDLE}
    given = {*_GIVEN.findall(code), *(_DECORATED.findall(code) if "click" in code or "typer" in code else ())}
    return not given <= here


LANGUAGE = Language(_COMMENT, _declared, _passes_on, _by_word)
