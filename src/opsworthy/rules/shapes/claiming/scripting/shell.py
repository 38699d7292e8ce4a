"""Options of shell scripts: labels of a case, and words that an argument is compared with."""

import re
from collections.abc import Iterator

from opsworthy.rules.shapes.claiming.scripting.language import Language
from opsworthy.text.regex import regex

_COMMENT = regex(r"^[ \t]*#[^\n]*", re.MULTILINE)
_ONE = r"[\"']?-{1,2}[\w-]+[\"']?(?:=?\*|=)?"
_LABEL = regex(rf"(?:^|\bin|;;)[ \t]*\(?({_ONE}(?:[ \t]*\|[ \t]*{_ONE}){{0,8}})[ \t]*\)", re.MULTILINE)
_COMPARED = regex(r"(?:!?=|==)[ \t]*([\"']?--[A-Za-z][\w-]*)")
_FUNCTION = regex(r"^(?:function[ \t]+)?([\w:-]+)[ \t]*(?:\([ \t]*\))?[ \t]*\{", re.MULTILINE)
_ALL = regex(r"\$(?:[@*]|\{[@*][^}\n]{0,20}\})")
_ONLY_READS = regex(
    r"[ \t]*(?:for[ \t]+\w+[ \t]+in\b|set[ \t]+--|echo\b|printf\b|log\w*\b|die\b|err\w*\b|warn\w*\b|info\b|usage\b)"
)
_CALLED = regex(r"(?:^|[ \t;&|(!])([\w:-]+)[ \t][^\n;&|]*?\$(?:[@*]|\{[@*])")
_EACH = regex(r"\bfor[ \t]+(\w+)[ \t]+in[ \t]+[\"']?\$(?:[@*]|\{[@*])|\bfor[ \t]+(\w+)[ \t]*(?:;|\n|\bdo\b)")
_ANY = regex(r"^[ \t]*-{1,2}\*(?:\|[^)\n]{0,20})?\)([^\n]*\n?[^\n]*)", re.MULTILINE)
_REFUSES = regex(r"exit|die|unknown|usage|error|invalid|fail|unrecogni|unsupported|err\b", re.IGNORECASE)
_KEPT = regex(r"^[ \t]*(?:readonly |declare -a |local )?(\w+)=\([\"']?\$(?:@|\{@\})[\"']?\)", re.MULTILINE)
_OPEN = regex(r"\bgetopt\b|#--|\beval[ \t]+set\b|/--/|\bargbash\b|\bshflags\b")


def _declared(code: str) -> Iterator[tuple[int, str]]:
    for pattern in (_LABEL, _COMPARED):
        yield from ((found.start(1), found[1]) for found in pattern.finditer(code))


def _by_word(_code: str) -> bool:
    return False


def _passes_on(code: str) -> bool:
    """Whether arguments that the script does not read itself may go to another one."""
    if _OPEN.search(code) or any(not _REFUSES.search(found[1]) for found in _ANY.finditer(code)):
        return True
    return _given_away(*_parted(_without_kept(code)))


def _without_kept(code: str) -> str:
    """Without the lines that keep all arguments in a list that goes nowhere, or only to the script itself."""
    for found in reversed(list(_KEPT.finditer(code))):
        uses = re.findall(rf"^[^\n]*\$\{{?{found[1]}\b[^\n]*", code, re.MULTILINE)
        if all("$0" in line or "BASH_SOURCE" in line for line in uses):
            code = code[: found.start()] + code[found.end() :]
    return code


def _parted(code: str) -> tuple[str, dict[str, str]]:
    """The text outside of functions, and their bodies by name."""
    bodies: dict[str, str] = {}
    outside, last = [], 0
    for found in _FUNCTION.finditer(code):
        if found.start() < last:
            continue
        first_line = code.find("\n", found.end())
        one_line = first_line < 0 or code[found.end() : first_line].rstrip().endswith("}")
        closing = first_line if one_line else code.find("\n}", found.end())
        end = len(code) if closing < 0 else closing if one_line else closing + 2
        bodies[found[1]] = code[found.end() : end]
        outside.append(code[last : found.start()])
        last = end
    return "\n".join((*outside, code[last:])), bodies


def _kept_for_others(region: str) -> bool:
    """Whether arguments are put into a list one by one."""
    each = "|".join(sorted({"1", *(name for found in _EACH.findall(region) for name in found if name)}))
    return re.search(rf"\+=[(\"' ]*\$\{{?(?:{each})\b", region) is not None


def _given_away(outside: str, bodies: dict[str, str]) -> bool:
    """Whether all arguments go to anything but a function of the script, which is looked into."""
    waiting, seen = [outside], set[str]()
    while waiting:
        region = waiting.pop()
        if _kept_for_others(region):
            return True
        for line in region.split("\n"):
            if not _ALL.search(line) or _ONLY_READS.match(line):
                continue
            called = _CALLED.search(line)
            if called is None or called[1] not in bodies:
                return True
            if called[1] not in seen:
                seen.add(called[1])
                waiting.append(bodies[called[1]])
    return False


LANGUAGE = Language(_COMMENT, _declared, _passes_on, _by_word)
