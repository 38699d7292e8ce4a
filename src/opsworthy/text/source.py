"""A text that was read, or the reason why it was not."""

from hashlib import sha256

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location


@dataclass(frozen=True, slots=True)
class Source:
    """The decoded text of one file; `path` is relative to its tree, with forward slashes."""

    path: str
    text: str

    def at(self, line: int, column: int = 0, end_line: int = 0, end_column: int = 0) -> Location:
        return Location(self.path, line, column, end_line, end_column)

    def digest(self) -> str:
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or understood: what is wrong, where, and what to do about it."""

    location: Location
    message: str
    advice: str = ""


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """A file or folder that was not read, and why: vendored, generated, test fixture, too large, binary, link, ignored."""

    path: str
    reason: str
    files: int = 1
