"""What a document still says although the change under review took it out of the files."""

from collections.abc import Iterator

from opsworthy.documents.document import Document
from opsworthy.records.since import Since
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.departing.departed import Departed, departed
from opsworthy.rules.shapes.departing.mention import Spoken, spoken_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.exchange import is_number, says
from opsworthy.text.location import Location


@dataclass(frozen=True, slots=True)
class Left:
    """A name that left the files, and every line of the document that says it."""

    gone: Departed
    lines: tuple[int, ...]

    def at(self, path: str) -> Iterator[Location]:
        return (Location(path, line) for line in self.lines)


def left_in(document: Document, subject: Subject, since: Since) -> Iterator[Left]:
    """Each name once; of a path and its parts, which left together, the longest that a line says. A line that the change wrote
    was written by somebody who knew."""
    spoken = spoken_of(document)
    told: dict[int, list[str]] = {}
    for gone in sorted(departed(since, subject.system), key=lambda each: (-len(each.name), each.name)):
        found = (at for at in _lines(spoken, gone, subject) if not since.touched(document.path, at, at))
        lines = tuple(at for at in found if not any(gone.name in name for name in told.get(at, ())))
        for at in lines:
            told.setdefault(at, []).append(gone.name)
        if lines:
            yield Left(gone, lines)


def _lines(spoken: Spoken, gone: Departed, subject: Subject) -> Iterator[int]:
    if gone.name not in spoken.read.document.text:
        return
    found = set(spoken.mentions(gone))
    if (gone.standing or gone.option) and gone.telling and gone.files and not gone.kinds:
        found.update(_of_its_file(spoken, gone, subject))
    if is_number(gone.name) and "port" in gone.kinds and not gone.standing:
        found |= {at for at in spoken.rows if spoken.column_of_ports(at, gone.name)}
    yield from sorted(found)


def _of_its_file(spoken: Spoken, gone: Departed, subject: Subject) -> Iterator[int]:
    """Lines on which a word stands beside the file that knows it no longer, while other files still do."""
    texts = {path: subject.text_of(path) if subject.text_of else None for path in gone.files}
    files = tuple(path for path, text in texts.items() if text is not None and not says(text, gone.name))
    for at, line in spoken.read.lines.between(1, len(spoken.read.text)):
        if gone.name in line and says(line, gone.name) and spoken.at_command(at, files):
            yield at
