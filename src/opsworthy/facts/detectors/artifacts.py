"""Documents beside the code: architecture, plan, spec, runbook, cost plan, README, licence and their like."""

from collections.abc import Iterator
from functools import cache

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import Artifact
from opsworthy.text.data import data_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.title import title_of

_DEEPEST = 3
"""Steps above the deepest place in which a document is known: specs/projects/<name>/."""
_TITLED = ("md", "markdown", "mdx")


@dataclass(frozen=True)
class _Names:
    folders: frozenset[str]
    endings: frozenset[str]
    kinds: dict[str, str]


@cache
def _names() -> _Names:
    data = data_of("opsworthy.facts", "artifacts.toml")
    return _Names(frozenset(data["folders"]), frozenset(data["endings"]), dict(data["kinds"]))


def _kind(path: str) -> str | None:
    """What a document is, by its place and name; None for any other file."""
    folder, _, name = path.lower().rpartition("/")
    stem, _, ending = name.partition(".")
    steps = folder.split("/")
    placed = folder in _names().folders or (len(steps) == 3 and steps[:2] == ["specs", "projects"])
    if not placed or ending not in _names().endings:
        return None
    kind = _names().kinds.get(stem.replace("_", "-").replace(" ", "-"))
    textless = ending == "" and kind not in ("codeowners", "licence", "readme", "changelog")
    return None if textless else kind


def _wants(path: str) -> bool:
    return path.count("/") <= _DEEPEST and _kind(path) is not None


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        kind = _kind(source.path)
        if kind is None:
            continue
        title = title_of(source) if source.path.lower().endswith(_TITLED) else None
        yield Artifact(kind, source.path, title.location if title else source.at(1), title.value if title else None)


DETECTOR = Detector("artifacts", "documents beside the code", _wants, _detect)
