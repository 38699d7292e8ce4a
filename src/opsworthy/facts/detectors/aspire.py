"""The application host of .NET Aspire: parameters that it says are secret."""

from collections.abc import Iterator

from opsworthy.facts.code.source_paths import is_csharp
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.secrets.constants import aspire_parameters


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        code = files.code(source) if "AddParameter" in source.text else None
        if code is not None:
            yield from aspire_parameters(code)


DETECTOR = Detector("aspire", "secret parameters of an Aspire application host", is_csharp, _detect, looks_at=("*.cs",))
