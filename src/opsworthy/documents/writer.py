"""What a writer declares: a module-level `WRITER` in `documents/writers/<name>.py`."""

from collections.abc import Callable
from datetime import date

from opsworthy.documents.blocks import Block
from opsworthy.pricing.estimate import Estimate
from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Dossier:
    """What a document is written from. `folder` is where the document will stand, relative to the repository, "" for its
    root; `version` is the tool's own."""

    system: System
    estimate: Estimate | None
    today: date
    version: str
    folder: str = ""


@dataclass(frozen=True)
class Writer:
    """One document. `applies` says whether a system needs it; `draft` gives its blocks in the order of the document."""

    name: str
    about: str
    file: str
    applies: Callable[[System], bool]
    draft: Callable[[Dossier], tuple[Block, ...]]
