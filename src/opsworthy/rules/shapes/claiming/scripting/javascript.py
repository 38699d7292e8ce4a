"""Options of scripts for Node: commander, yargs and their kin, and words that are looked for in process.argv."""

import re
from collections.abc import Iterator

from opsworthy.rules.shapes.claiming.scripting.language import Language
from opsworthy.text.regex import regex

_COMMENT = regex(r"^[ \t]*(?://|\*|/\*)[^\n]*", re.MULTILINE)
_ADDED = regex(r"\.(?:option|requiredOption)\(\s*[\"'`]([^\"'`\n]{1,80})")
_COMPARED = regex(r"(?:\bcase\s|\.(?:includes|indexOf|startsWith|has|lastIndexOf)\(|[!=]==?)\s*[\"'`](--[A-Za-z][\w-]*)=?[\"'`]")
_OPEN = regex(
    r"allowUnknownOption|passThroughOptions|strict:\s*false|\.\.\.\s*(?:process\.argv|args|argv|rest|extra\w*|pass\w*)\b"
    r"|argv\.slice\(\d\)\.join|addCommand\(|\.command\([^)\n]*\bexecutable|commandDir\("
)
_BY_WORD = regex(
    r"yargs|minimist|parseArgs|\bmeow\b|\bmri\b|\bcac\b|citty|oclif|command-line-args|getopts|\bsade\b|from ['\"]arg['\"]"
)


def _declared(code: str) -> Iterator[tuple[int, str]]:
    for pattern in (_ADDED, _COMPARED):
        yield from ((found.start(1), found[1]) for found in pattern.finditer(code))


def _by_word(code: str) -> bool:
    return _BY_WORD.search(code) is not None


def _passes_on(code: str) -> bool:
    return _OPEN.search(code) is not None


LANGUAGE = Language(_COMMENT, _declared, _passes_on, _by_word)
