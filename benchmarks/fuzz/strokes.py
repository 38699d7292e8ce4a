"""Changes to a small repository that reach further than flipped bits: nesting, repeating, cutting, swapping, enormous numbers,
references to itself."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from random import Random

Files = dict[str, str]

_PAIRS = tuple(pair.split(" ") for pair in ("( )", "[ ]", "{ }", "${ }", "{{ }}", "$( )", "<a> </a>", "! ", "- ", "not "))
_ODD = tomllib.loads(Path(__file__).with_name("odd.toml").read_text("utf-8"))
_HUGE: tuple[str, ...] = (*_ODD["numbers"], "9" * 5000, "0x" + "f" * 600)
_SCALARS: tuple[str, ...] = tuple(_ODD["values"])
_WORD = re.compile(r"[\w.-]+")
_NUMBER = re.compile(r"\d+")
_LARGEST = 60_000


def stroke(random: Random, files: Files, others: list[Files]) -> Files:
    """One change to one file, or to the set of them."""
    if not files:
        return dict(random.choice(others))
    if random.random() < 0.12:
        return random.choice(_OF_FILES)(random, files, others)
    path = random.choice(sorted(files))
    changed = random.choice(_OF_TEXTS)(random, files[path])
    return {**files, path: changed[:_LARGEST]}


def _line(random: Random, lines: list[str]) -> int:
    return random.randrange(len(lines))


def _delete(random: Random, text: str) -> str:
    lines = text.split("\n")
    at = _line(random, lines)
    return "\n".join(lines[:at] + lines[at + random.randint(1, 3) :])


def _repeat(random: Random, text: str) -> str:
    lines = text.split("\n")
    at = _line(random, lines)
    part = lines[at : at + random.randint(1, 6)]
    return "\n".join([*lines[:at], *part * random.choice((1, 1, 2, 60, 900)), *lines[at:]])


def _swap(random: Random, text: str) -> str:
    lines = text.split("\n")
    at, other = _line(random, lines), _line(random, lines)
    lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


def _indent(random: Random, text: str) -> str:
    lines = text.split("\n")
    at = _line(random, lines)
    lines[at] = random.choice(("  ", "\t", " ", "- ", "    ")) + lines[at] if random.random() < 0.6 else lines[at].lstrip()
    return "\n".join(lines)


def _value(random: Random, text: str) -> str:
    lines = text.split("\n")
    at = _line(random, lines)
    lines[at] = re.sub(r"([:=]\s?).*", lambda found: found[1] + random.choice(_SCALARS), lines[at], count=1)
    return "\n".join(lines)


def _word(random: Random, text: str) -> str:
    """One word replaced by another of the same text, or by something odd."""
    words = list(_WORD.finditer(text[:_LARGEST]))
    if not words:
        return text
    found = random.choice(words)
    other = random.choice(words).group() if random.random() < 0.6 else random.choice(_SCALARS)
    return text[: found.start()] + other + text[found.end() :]


def _number(random: Random, text: str) -> str:
    numbers = list(_NUMBER.finditer(text[:_LARGEST]))
    if not numbers:
        return text
    found = random.choice(numbers)
    return text[: found.start()] + random.choice(_HUGE) + text[found.end() :]


def _nest(random: Random, text: str) -> str:
    words = list(_WORD.finditer(text[:_LARGEST]))
    if not words:
        return text
    found = random.choice(words)
    opening, closing = random.choice(_PAIRS)
    levels = random.choice((1, 2, 30, 150, 300, 3000))
    return text[: found.start()] + opening * levels + found.group() + closing * levels + text[found.end() :]


def _stretch(random: Random, text: str) -> str:
    """A stretch of characters many times over."""
    if not text:
        return text
    at = random.randrange(len(text))
    part = text[at : at + random.randint(1, 12)]
    return text[:at] + part * random.choice((2, 50, 1000, 5000)) + text[at:]


def _cut(random: Random, text: str) -> str:
    return text[: random.randrange(len(text) + 1)]


def _insert(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(_SCALARS) + text[at:]


def _character(random: Random, text: str) -> str:
    if not text:
        return text
    at = random.randrange(len(text))
    return text[:at] + chr(random.choice((random.randrange(128), random.randrange(0xD800)))) + text[at + 1 :]


def _one_line(random: Random, text: str) -> str:
    return text.replace("\n", random.choice((" ", "", "\r", "\r\n", "\\n")))


def _drop(random: Random, files: Files, _others: list[Files]) -> Files:
    gone = random.choice(sorted(files))
    return {path: text for path, text in files.items() if path != gone}


def _exchange(random: Random, files: Files, _others: list[Files]) -> Files:
    """The content of one file under the name of another."""
    paths = sorted(files)
    return {**files, random.choice(paths): files[random.choice(paths)]}


def _join(random: Random, files: Files, others: list[Files]) -> Files:
    return {**files, **random.choice(others)}


def _move(random: Random, files: Files, _others: list[Files]) -> Files:
    path = random.choice(sorted(files))
    folder = random.choice(("a", "a/b", "charts/a", "modules/a", "deploy/prod", ".github/workflows"))
    return {**{each: text for each, text in files.items() if each != path}, f"{folder}/{path}": files[path]}


_OF_TEXTS: tuple[Callable[[Random, str], str], ...] = (
    *(_delete, _repeat, _swap, _indent, _value, _value, _word, _word, _word, _number),
    *(_nest, _stretch, _cut, _insert, _character, _one_line),
)
_OF_FILES: tuple[Callable[[Random, Files, list[Files]], Files], ...] = (_drop, _exchange, _join, _join, _move)
