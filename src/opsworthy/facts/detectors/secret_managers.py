"""Programs that fetch secrets before something runs: Doppler, Infisical and Teller, by their settings."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.secrets.managers import doppler, infisical, teller
from opsworthy.text.source import Problem

_NAMES = frozenset({".infisical.json", ".teller.yaml", ".teller.yml", "doppler.yaml", "doppler.yml"})


def _wants(path: str) -> bool:
    return path.rpartition("/")[2] in _NAMES


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if source.path.endswith(".json"):
            read = files.json(source)
            yield from (read,) if isinstance(read, Problem) else infisical(read)
            continue
        parsed = files.yaml(source)
        yield from parsed.problems
        read_one = teller if ".teller." in source.path else doppler
        for root in parsed.documents:
            yield from read_one(root)


DETECTOR = Detector(
    name="secret_managers",
    about="Doppler, Infisical and Teller: where secrets are fetched from",
    wants=_wants,
    detect=_detect,
    looks_at=(".infisical.json", ".teller.*", "doppler.*"),
)
