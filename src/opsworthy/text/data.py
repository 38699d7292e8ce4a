"""The program's own tables of data, read quickly: their TOML is JSON but for keys and headings, and is read as that.
Whatever is not as plain is left to tomllib; a test reads every table both ways."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pkgutil import get_data
from typing import Any

_ENTRY = re.compile(r'(?:([A-Za-z0-9_-]+)|("[^"\\]*"))\s*=\s*(.+)')
_HEADING = re.compile(r'(\[\[?)((?:[A-Za-z0-9_-]+|"[^"\\]*")(?:\.(?:[A-Za-z0-9_-]+|"[^"\\]*"))*)\]\]?')
_PART = re.compile(r'([A-Za-z0-9_-]+)|"([^"]*)"')
_TOKEN = re.compile(r"""("(?:[^"\\\n]|\\.)*")(\s*=)?|'([^'\n]*)'|([A-Za-z0-9_-]+)\s*=|#.*|,(?=\s*[\]}])""")
_TANGLED = ('"""', "'''", "\r")
_JSON = json.JSONDecoder(strict=False)
_LAST = ('"]', "']")
_MARKED = re.compile("[{'#]")


def data_of(package: str, *path: str) -> dict[str, Any]:
    """One TOML file of a package of ours, by the names of its folders and its own."""
    raw = get_data(package, "/".join(path))
    if raw is None:
        raise FileNotFoundError("/".join((package, *path)))
    return data_in(raw.decode("utf-8"))


def data_in(text: str) -> dict[str, Any]:
    """What the text of a table of ours means."""
    return _Reading.how(text)


def read_by(how: Callable[[str], dict[str, Any]]) -> None:
    """From now on tables are read this way, which must come to the same as `meaning`, anew for each time it is asked."""
    _Reading.how = how


def meaning(text: str) -> dict[str, Any]:
    """What a text of TOML means."""
    if not any(each in text for each in _TANGLED):
        try:
            return _plain(text)
        except (ValueError, LookupError, TypeError, AttributeError, StopIteration):
            pass  # It is not as plain as it looked.
    return tomllib.loads(text)


class _Reading:
    how: Callable[[str], dict[str, Any]] = meaning


def _plain(text: str) -> dict[str, Any]:
    """The same for plain text. Raises one of some errors where it is not plain."""
    headings: list[str] = []
    tables: list[list[str]] = [[]]
    lines = iter(text.split("\n"))
    for line in lines:
        if line[:1] == "[":
            headings.append(line)
            tables.append([])
        elif line and line[0] != "#":
            tables[-1].append(_entry(line, lines))
    first, *others = _JSON.decode("[{" + "},{".join(map(",".join, tables)) + "}]")
    for heading, table in zip(headings, others, strict=True):
        _put(first, heading, table)
    return dict(first)


def _entry(line: str, lines: Iterator[str]) -> str:
    """A key and its value as JSON, with the further lines of a list."""
    bare, quoted, value = _ENTRY.fullmatch(line).groups()  # type: ignore[union-attr] # what has no key is not plain
    if value[-1] == "[" or (value[0] == "[" and value[-1] != "]"):
        more = [value]
        while more[-1][:1] != "]" and more[-1][-2:] not in _LAST:
            more.append(next(lines))
        value = "\n".join(more)
    if _MARKED.search(value):
        value = _TOKEN.sub(_as_json, value)
    elif value[0] == "[":
        value = f"{value[:-1].rstrip().removesuffix(',')}]"
    return f"{quoted}:{value}" if quoted else f'"{bare}":{value}'


def _as_json(token: re.Match[str]) -> str:
    quoted, assigned, literal, key = token.groups()
    if quoted is not None:
        return f"{quoted}:" if assigned else quoted
    if literal is not None:
        return json.dumps(literal)
    return f'"{key}":' if key is not None else ""


def _put(tree: dict[str, Any], heading: str, table: dict[str, Any]) -> None:
    opening, path = _HEADING.fullmatch(heading.rstrip()).groups()  # type: ignore[union-attr] # another heading is not plain
    *above, last = (bare or quoted for bare, quoted in _PART.findall(path))
    for part in above:
        inner = tree.setdefault(part, {})
        tree = inner[-1] if isinstance(inner, list) else inner
    if opening == "[[":
        tree.setdefault(last, []).append(table)
    else:
        tree.setdefault(last, {}).update(table)
