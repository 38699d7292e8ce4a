"""What a rule declares: a module-level `RULE` in `rules/<family>/<id>_<name>.py`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from opsworthy.documents.document import Document
from opsworthy.findings.outcome import Confidence, Related, Severity, State
from opsworthy.findings.patch import Patch
from opsworthy.findings.waiver import Waiver
from opsworthy.pricing.estimate import Estimate
from opsworthy.records.asked import Asked
from opsworthy.records.history import History
from opsworthy.records.improvement import Improvement
from opsworthy.records.review import Review
from opsworthy.records.since import Since
from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location


@dataclass(frozen=True)
class Subject:
    """What a rule may look at. `runbook` and `cost_plan` are None where the project has none; `anchor` is the place to
    point at when a document is missing; `profile` is service, page, alert, library or cost-plan, and
    `profile_named` whether a person said so. `waivers` are those of both documents,
    marked as used or not by the time that the rules about waivers run. `tier` is 0 for what the business stands on to 3 for
    an inner tool; `strict` asks for the bar's own headings in its own order. `others` are the further documents of the
    repository, parsed when a rule asks for them; `history` is None without git; `reviews` are oldest first;
    `asked` are questions that the documents did not answer when they were asked. `text_of` gives the text of a file of the
    repository, None where it cannot be read; `addresses` say why each address that was tried does not answer, "" where it does;
    None unless somebody asked for them to be tried. `since` is how things were before the change under review."""

    system: System
    runbook: Document | None
    cost_plan: Document | None
    estimate: Estimate | None
    anchor: Location
    profile: str = "service"
    waivers: tuple[Waiver, ...] = ()
    today: date | None = None
    tier: int = 2
    strict: bool = False
    others: Sequence[Document] = ()
    history: History | None = None
    reviews: tuple[Review, ...] = ()
    asked: tuple[Asked, ...] = ()
    improvements: tuple[Improvement, ...] = ()
    text_of: Callable[[str], str | None] | None = None
    addresses: Mapping[str, str] | None = None
    profile_named: bool = False
    since: Since | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer of a rule. A BROKEN verdict names what is wrong and where; `open_question` is the dotted key of
    opsworthy.toml whose missing answer is the reason; `patch` would mend it."""

    state: State
    message: str
    location: Location
    related: tuple[Related, ...] = ()
    fix: str | None = None
    confidence: Confidence = Confidence.HIGH
    open_question: str | None = None
    patch: Patch | None = None


@dataclass(frozen=True)
class Rule:
    """One defect. `name` reads well after the word allow; `why` and `fix` are what `opsworthy explain` prints. `needs` names
    what must be there before the rule can run: runbook, cost-plan, waivers, or nothing for a rule that asks whether something
    is there at all. `tier` is the highest tier that still owes it: 3 for every system, 0 for the most critical alone.
    `family` is the folder it stands in, filled in when it is found; `origin` the file and line of an organisation's own rule."""

    id: str
    name: str
    summary: str
    clauses: tuple[str, ...]
    why: str
    fix: str
    judge: Callable[[Subject], Iterator[Verdict]]
    severity: Severity = Severity.ERROR
    profiles: tuple[str, ...] = ("service",)
    fixable: bool = False
    needs: str = "runbook"
    tier: int = 3
    family: str = ""
    origin: str = ""
