"""What an organisation recorded beside a change of the bar."""

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location


@dataclass(frozen=True, slots=True)
class Improvement:
    """One change of the bar. `what` names it: a clause or a rule; `clauses` are those it changes; `adds` where the clause is new.
    Each of the others is what was written down, "" where nothing was; `validated` is a day as it was written; `served` where
    something serves every one of the clauses."""

    what: str
    location: Location
    clauses: tuple[str, ...]
    adds: bool = False
    issue: str = ""
    before: str = ""
    after: str = ""
    instructions: str = ""
    validated: str = ""
    evidence: str = ""
    served: bool = True
