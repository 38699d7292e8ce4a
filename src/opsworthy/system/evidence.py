"""What the assessment of a system looks at."""

from opsworthy.system.known import Known
from opsworthy.system.merging import Merged
from opsworthy.system.model import Service, Told
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location


@dataclass(frozen=True)
class Evidence:
    """What the assessment looks at."""

    known: Known
    merged: Merged
    services: tuple[Service, ...]
    answers: tuple[Told, ...]
    aside: tuple[Location, ...] = ()

    def answer(self, key: str) -> Told | None:
        return next((told for told in self.answers if told.key == key and told.value != ""), None)
