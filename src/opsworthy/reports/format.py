"""What a format declares: a module-level `FORMAT` in `reports/formats/<name>.py`."""

from collections.abc import Callable

from opsworthy.reports.report import Report
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One way to print a check. `about` is what the help says of it; `suffix` how its files are usually named, such as
    `.sarif`; `render` gives the whole text, with a newline at its end unless it is empty."""

    name: str
    about: str
    suffix: str
    render: Callable[[Report], str]
