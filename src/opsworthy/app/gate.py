"""The gate: status.json is looked at before anything is written."""

from opsworthy.app.errors import Stopped, UserError
from opsworthy.system.model import Status, System
from opsworthy.text.dataclass import dataclass

STOPPING = frozenset({"blocked", "on-hold"})


@dataclass(frozen=True)
class Gate:
    """`words` say what was read, for the report; `warning` where the work may be pointless."""

    words: str
    warning: str | None = None


def pass_gate(system: System) -> Gate:
    """Says what status.json said. Raises Stopped for blocked and on-hold, UserError for one that cannot be trusted."""
    status = system.status
    if status is None:
        return Gate("no status.json: nothing stops the work")
    if status.problem is not None:
        raise UserError(f"{status.location}: {status.problem}. Mend status.json: a gate that cannot be read stays shut.")
    if status.status in STOPPING:
        raise Stopped(_stop_words(status))
    words = f"{status.location}: {status.status}" + (f", phase {status.phase}" if status.phase else "")
    if status.status == "completed":
        return Gate(words, f"{status.location} says that the project is completed; documents are written all the same")
    return Gate(words)


def _stop_words(status: Status) -> str:
    reason = status.blocked_reason or "no blocked_reason is given"
    return f"{status.location}: the project is {status.status}: {reason}. Nothing was written."
