"""Evidence of a rehearsal: bound to the commit, the step's digest and the tool version, so that it can expire."""

from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Evidence:
    """One step that was tried. `outcome` is passed, failed or skipped; `seconds` how long it took; `at` ISO 8601 in UTC;
    `commit` is "" outside git; `digest` the SHA-256 of the step's commands."""

    document: str
    line: int
    section: str
    digest: str
    stage: str
    outcome: str
    message: str
    seconds: float
    at: str
    commit: str
    tool_version: str

    def proves(self, digest: str, commit: str, tool_version: str) -> bool:
        """Whether it still says something about this step: changing the step, the commit or the tool ends it."""
        return self.outcome == "passed" and self.digest == digest and self.commit == commit and self.tool_version == tool_version
