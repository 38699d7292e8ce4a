"""What a value is called after somebody changed it: one word of it, something added, all of it, or a slip of the hand."""

import re
from collections.abc import Callable, Iterator
from random import Random

_WORDS = (
    "ledger", "harbor", "relay", "orchid", "quartz", "falcon", "meadow", "copper", "lantern", "saffron", "granite", "willow",
    "pelican", "juniper", "cobalt", "mistral", "tundra", "walnut", "zephyr", "bramble",
)  # fmt: skip
_ADDED = ("v2", "next", "main", "core", "new", "blue")
_PARTS = re.compile(r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+")
STYLES = ("word", "added", "whole", "slip")


def renamed(kind: str, value: str, style: str, random: Random) -> str | None:
    """The value after a change of one style; None where a value of its kind is not changed so."""
    own: dict[str, Callable[[str, Random], str]] = {
        "port": _port, "replicas": _count, "bound": _bound, "cron": _cron, "image": _image,
    }  # fmt: skip
    if kind in own:
        return own[kind](value, random) if style == "whole" else None
    first, last = _changeable(kind, value)
    changed = _name(value[first:last], style, random)
    return value[:first] + changed + value[last:] if changed else None


def _changeable(kind: str, value: str) -> tuple[int, int]:
    """The part of a value that is a name: the stem of a file, the last word of a path, the first label of a host."""
    if kind in ("path", "workflow"):
        first = value.rfind("/") + 1
        stop = value.find(".", first + 1)
        return first, stop if stop > 0 else len(value)
    if kind == "health":
        return value.rstrip("/").rfind("/") + 1, len(value.rstrip("/"))
    if kind == "host":
        return 0, value.index(".") if "." in value else len(value)
    return (2, len(value)) if kind in ("flag", "option") else (0, len(value))


def _name(name: str, style: str, random: Random) -> str | None:
    parts = list(_PARTS.finditer(name))
    if not parts:
        return None
    like = _cased(name)
    if style == "added":
        return name + _joint(name) + like(random.choice(_ADDED))
    if style == "whole":
        return _joint(name).join(map(like, random.sample(_WORDS, min(2, len(parts)))))
    if style == "word":
        if len(parts) < 2:
            return None
        part = random.choice(parts)
        return name[: part.start()] + like(random.choice(_WORDS)) + name[part.end() :]
    return _slip(name, random)


def _slip(name: str, random: Random) -> str | None:
    """Two neighbours swapped or a letter dropped, inside of a word."""
    places = [at for at in range(1, len(name) - 1) if name[at : at + 2].isalpha() and name[at] != name[at + 1]]
    if len(name) < 5 or not places:
        return None
    at = random.choice(places)
    return name[:at] + (name[at + 1] + name[at] + name[at + 2 :] if random.random() < 0.5 else name[at + 1 :])


def _joint(name: str) -> str:
    usual = "_" if name.isupper() else "" if re.search("[a-z][A-Z]", name) else "-"
    return next((each for each in ("-", "_", ".", " ") if each in name), usual)


def _cased(name: str) -> Callable[[str], str]:
    if name.isupper():
        return str.upper
    return str.capitalize if name[:1].isupper() else str.lower


def _port(value: str, random: Random) -> str:
    return str(int(value) + random.choice([1, 2, 10, 11, 100, 1000]))


def _count(value: str, random: Random) -> str:
    return str(int(value) + random.choice([1, 2, 3]))


def _bound(value: str, random: Random) -> str:
    least, _, most = value.partition("-")
    return f"{least}-{int(most) + random.choice([1, 2, 3, 5, 10])}"


def _cron(value: str, random: Random) -> str:
    fields = value.split(" ")
    at = random.choice([0, 1]) if len(fields) > 1 else 0
    top = 59 if at == 0 else 23
    was = int(fields[at]) if fields[at].isdigit() else 0
    fields[at] = str((was + random.randint(1, top - 1)) % top)
    return " ".join(fields)


def _image(value: str, random: Random) -> str:
    """Another tag where it has one, or another name; each as often."""
    value, at, digest = value.partition("@")
    if at:
        return f"{_image(value, random)}@{digest}"
    name, mark, tag = value.rpartition(":")
    if mark and "/" not in tag and random.random() < 0.5:
        numbers = list(re.finditer(r"\d+", tag))
        if not numbers:
            return f"{name}:{_WORDS[random.randrange(len(_WORDS))]}"
        part = random.choice(numbers[:2])
        return f"{name}:{tag[: part.start()]}{int(part[0]) + random.randint(1, 3)}{tag[part.end() :]}"
    where = name if mark and "/" not in tag else value
    head, slash, last = where.rpartition("/")
    return f"{head}{slash}{_name(last, random.choice(STYLES[:3]), random) or last + '-next'}{value[len(where) :]}"


def values(kind: str, value: str, random: Random, taken: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """One changed value for each style that can be had and is not in use anywhere."""
    for style in STYLES:
        for _ in range(4):
            changed = renamed(kind, value, style, random)
            if changed and changed != value and not taken(changed):
                yield style, changed
                break
