"""The files that a document links into: a judgement of the document depends on what stands in them."""

import os
import re
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

_INTO = re.compile(r"\]\(<?([^()\s#<>:]{1,300})#")


def beside(root: Path, path: str, text: str) -> bytes:
    """The state of each file of which a link names a place; for one that is not there, nothing."""
    found: list[str] = []
    for target in sorted({unquote(each) for each in _INTO.findall(text)}) if "#" in text else ():
        with suppress(OSError, ValueError):
            state = os.stat(root / target.lstrip("/") if target.startswith("/") else (root / path).parent / target)
            found.append(f"{target} {state.st_size} {state.st_mtime_ns}")
    return "\0".join(found).encode("utf-8", "surrogatepass")
