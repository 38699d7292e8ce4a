"""Files that SOPS encrypts: the names of what they hold."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.secrets.encrypted import has_sops, sops_document, sops_lines
from opsworthy.text.source import Problem

_LINES = (".env", ".ini")


def _wants(path: str) -> bool:
    name = path.rpartition("/")[2]
    if name.endswith(".json"):
        return any(word in path.lower() for word in ("enc", "secret", "sops"))
    return name.endswith((".yaml", ".yml", *_LINES)) or name.startswith(".env")


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if not has_sops(source.text):
            continue
        if source.path.endswith(".json"):
            read = files.json(source)
            yield from () if isinstance(read, Problem) else sops_document(read)
        elif source.path.endswith((".yaml", ".yml")):
            for root in files.yaml(source).documents:
                yield from sops_document(root)
        else:
            yield from sops_lines(source)


DETECTOR = Detector(
    name="sops",
    about="secrets in files that SOPS encrypts, by name",
    wants=_wants,
    detect=_detect,
    looks_at=("*.yaml", "*.yml", "*.json", "*.env", ".env*", "*.ini"),
    only_with=("lastmodified",),
)
