"""A question that the documents did not answer: what operators miss."""

from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True)
class Asked:
    """`question` as it was asked, without values that look secret; `at` an ISO 8601 day; `commit` is "" outside git."""

    question: str
    at: str
    commit: str = ""
