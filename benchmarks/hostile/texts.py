"""Texts that are made to hurt: grown to the largest size that is read, nested without end, or naming themselves."""

import re
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.fuzz.archives import unpacked

MEGA = 1024 * 1024
GROWN = 2 * MEGA - 100
"""Just small enough to be read."""
LEVELS = 50_000

_HERE = Path(__file__).parent
_TIMES = re.compile("«([^«»]*)×([0-9]+)»")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def archive(name: str, root: Path) -> None:
    """Writes the files of an archive beside this module, `«text×9»` in them standing for nine times the text."""
    packed = _TIMES.sub(lambda found: found[1] * int(found[2]), (_HERE / f"{name}.txt").read_text("utf-8"))
    for path, text in unpacked(packed.encode(), most=1000).items():
        write(root / path, text)


def grown() -> dict[str, Callable[[], str]]:
    """For each path, what makes its text of GROWN characters."""
    return {shape["path"]: partial(_grown, shape) for shape in _shapes()["grown"]}


def deep() -> dict[str, Callable[[], str]]:
    """For each path, what makes its text of LEVELS levels."""
    return {shape["path"]: partial(_deep, shape) for shape in _shapes()["deep"]}


def _grown(shape: dict[str, str], size: int = GROWN) -> str:
    room, parts, number = size - len(shape["head"]) - len(shape["tail"]), [shape["head"]], 0
    while room > 0:
        parts.append(shape["piece"].replace("<n>", str(number)).replace("<m>", str(max(number - 1, 0))))
        room, number = room - len(parts[-1]), number + 1
    return "".join(parts[:-1]) + shape["tail"]


def _deep(shape: dict[str, str]) -> str:
    return shape["head"] + shape["opening"] * LEVELS + shape["closing"] * LEVELS + shape["tail"]


def _shapes() -> dict[str, Any]:
    return tomllib.loads((_HERE / "shapes.toml").read_text("utf-8"))
