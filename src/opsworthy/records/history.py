"""When files and lines were last changed, by the history of the repository."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class History:
    """Days in UTC. `files` has the day of the last commit that touched a path; `lines`, for the documents that are judged, the
    day of every line in order. What is not committed is not here: nobody knows its day."""

    files: Mapping[str, date] = field(default_factory=dict)
    lines: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
