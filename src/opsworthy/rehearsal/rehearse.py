"""The only loop over stages: every shell block of a document, tried and recorded."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib import import_module
from pkgutil import iter_modules

from opsworthy.documents.document import Document
from opsworthy.records.evidence import Evidence
from opsworthy.rehearsal import stages
from opsworthy.rehearsal.stage import Stage

_SHELLS = frozenset({"bash", "sh", "shell", "console", "zsh"})


@cache
def all_stages() -> tuple[Stage, ...]:
    """Every module of `rehearsal/stages/`, by name; one without a proper STAGE is refused with its file."""
    return tuple(_load(info.name) for info in sorted(iter_modules(stages.__path__), key=lambda info: info.name))


def _load(name: str) -> Stage:
    module = import_module(f"{stages.__name__}.{name}")
    declared = getattr(module, "STAGE", None)
    if not isinstance(declared, Stage) or declared.name != name:
        raise TypeError(f"{module.__file__} must declare STAGE = Stage(name={name!r}, …)")
    return declared


def rehearse(document: Document, stage: Stage, *, at: str, commit: str, tool_version: str) -> Iterator[Evidence]:
    """Tries each shell block in the order of the text; a block that fails does not stop the others."""
    for section in document.sections():
        for fence in section.fences:
            if fence.language.lower() not in _SHELLS:
                continue
            attempt = stage.try_script(fence.text)
            yield Evidence(
                document=document.path,
                line=fence.location.line,
                section=section.title,
                digest=sha256(fence.text.encode("utf-8", "surrogatepass")).hexdigest(),
                stage=stage.name,
                outcome=attempt.outcome,
                message=attempt.message,
                seconds=round(attempt.seconds, 3),
                at=at,
                commit=commit,
                tool_version=tool_version,
            )
