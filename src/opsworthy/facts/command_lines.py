"""Command lines as facts keep them: words where a shell would add nothing, with every password withheld."""

import re
import shlex
from functools import cache

from opsworthy.text.data import data_of
from opsworthy.text.location import Stated
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import carries_credentials, in_clear, is_issued, is_placeholder, is_secret_name

WITHHELD = "***"
_SHELL = regex(r"[|&;<>`*?(){}\n]|^[A-Za-z_]\w*=")
_PAIR = regex(r"(-{0,2}[A-Za-z][A-Za-z0-9_.\-]*)=(.*)", re.DOTALL)
_QUERY = regex(r"([?&;])([^=&#?;]+)=([^&#;]*)")
_MARKS = regex(r"([@/:])")
_PARTS = regex(r"(\s+)")
# A header of a request, as curl and its like are given it: `X-Token: …`, `Authorization: Bearer …`.
_HEADER = regex(
    r"([A-Za-z][\w-]{0,60})(\s?:\s{0,4}(?:(?:bearer|basic|token|digest|apikey)\s{1,4})?)([^\s\"'`$<{*%\\][^\s\"'`]{0,4000})",
    re.IGNORECASE,
)
_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})


def of_shell(text: str) -> tuple[str, ...]:
    """A shell text as words; one that needs a shell (pipes, lists, assignments, globs) stays whole behind `sh -c`."""
    written = text.strip()
    if not written:
        return ()
    plain = re.sub(r"\$\{[A-Za-z_]\w*\}", "$NAME", written)
    if not _SHELL.search(plain):
        try:
            return withheld(tuple(shlex.split(written)))
        except ValueError:
            pass
    return withheld(("sh", "-c", written))


def image_reference(image: Stated[str] | None) -> Stated[str] | None:
    """An image's name with `***` in the place of a token that somebody wrote into it."""
    if image is None:
        return None
    parts = _MARKS.split(image.value)
    return Stated("".join(WITHHELD if is_issued(part) else part for part in parts), image.location)


def withheld(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with `***` for every secret: `--password=…`, `-u user:…`, `PASSWORD=…`, addresses with a password."""
    safe: list[str] = []
    program, before, inner = "", "", ""
    for word in words:
        if any(mark in word for mark in " \t\n"):
            safe.append(_withheld_text(word))
            program, before, inner = "", "", ""
            continue
        if not program or before.endswith((";", "|", "&")):
            program, inner = word.rpartition("/")[2], ""
        elif not inner and not word.startswith("-"):
            inner = word
        safe.append(_withheld_word(word, before, (*_options(program), *_options(f"{program} {inner}"))))
        before = word
    return tuple(safe)


def withheld_path(path: str) -> str:
    """An address or a path with `***` for every secret in its query: `/health?token=…`."""
    return _QUERY.sub(lambda pair: f"{pair[1]}{pair[2]}={WITHHELD}" if in_clear(pair[2], pair[3]) else pair[0], path)


def _withheld_text(text: str) -> str:
    parts = _PARTS.split(_HEADER.sub(_withheld_header, text))
    words = withheld(tuple(part for part in parts if part.strip()))
    remaining = iter(words)
    return "".join(next(remaining) if part.strip() else part for part in parts)


def _withheld_header(header: re.Match[str]) -> str:
    secret = header[1].lower() in _HEADERS or is_secret_name(header[1])
    return f"{header[1]}{header[2]}{WITHHELD}" if secret and not is_placeholder(header[3]) else header[0]


def _withheld_word(word: str, before: str, options: tuple[str, ...]) -> str:
    word = _HEADER.sub(_withheld_header, word) if before in ("-H", "--header") else word
    bare = word.strip("'\"")
    pair = _PAIR.fullmatch(bare)
    if pair is not None and "=" in pair.group(2) and not is_secret_name(pair.group(1)):
        shown = _withheld_list(bare)
        return word if shown == bare else shown
    if pair is not None and in_clear(pair.group(1), pair.group(2)):
        return f"{pair.group(1)}={WITHHELD}"
    glued = next((option[:-1] for option in options if option.endswith("*") and bare.startswith(option[:-1])), None)
    if glued is not None and len(bare) > len(glued) and not is_placeholder(bare[len(glued) :]):
        return f"{glued}{WITHHELD}"
    named = before.startswith("--") and "=" not in before and is_secret_name(before)
    if (named or before in options) and not bare.startswith(("-", "$", "{{")) and not is_placeholder(bare):
        return WITHHELD
    return WITHHELD if carries_credentials(bare) else word


def _withheld_list(text: str) -> str:
    """A list of pairs in one word: `--set-env-vars=LEVEL=info,PASSWORD=…`; what is no such list is withheld as it would be."""
    pieces = []
    for piece in text.split(","):
        parts = piece.split("=")
        named = next((at for at, name in enumerate(parts[:-1]) if in_clear(name, "=".join(parts[at + 1 :]))), None)
        shown = piece if named is None else f"{'='.join(parts[: named + 1])}={WITHHELD}"
        pieces.append(WITHHELD if carries_credentials(shown.rpartition("=")[2]) else shown)
    return ",".join(pieces)


def _options(program: str) -> tuple[str, ...]:
    return _all_options().get(program, ())


@cache
def _all_options() -> dict[str, tuple[str, ...]]:
    data = data_of("opsworthy.text", "secrecy.toml")
    return {program: tuple(options) for program, options in data["credentials"]["options"].items()}
