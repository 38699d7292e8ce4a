"""A recorded review: who read what, by which criterion, and what was decided."""

from collections.abc import Mapping
from dataclasses import field

from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Review:
    """`criterion` is the id of a clause such as REV-01; `decision` accepted or rejected; `at` an ISO 8601 day; `commit` is ""
    outside git; `digest` the SHA-256 of everything that was reviewed, so that a change makes the review stale; `parts` have the
    digest of each thing by its name, so that what has changed can be said."""

    criterion: str
    decision: str
    reviewer: str
    at: str
    commit: str
    digest: str
    documents: tuple[str, ...]
    words: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
