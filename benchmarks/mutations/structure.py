"""Faults in the build of a document: its sections, its lists, its links, its commands and the waivers in it."""

import re
from collections.abc import Callable, Iterator

from benchmarks.mutations.edits import Edit, edited, lines, section, titles
from benchmarks.mutations.kind import Kind
from benchmarks.mutations.marked import Mark, Marked

Change = Callable[[Marked, Kind, list[Mark]], Iterator[tuple[int, str]]]
Everywhere = Callable[[str], Iterator[tuple[int, str]]]
_LINK = re.compile(r"\]\((?P<path>[^)#\s:]+\.\w+)?(?P<anchor>#[^)\s]+)?\)")
_NUMBERED = re.compile(r"^(?P<indent>\s*)(?P<number>\d+)\. ")
_LOREM = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.\n\n"


def section_dropped(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    first, _, end = section(marked.text, marks[0].start)
    yield first, edited(marked.text, [Edit(first, end, "")])


def section_emptied(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    first, body, end = section(marked.text, marks[0].start)
    yield first, edited(marked.text, [Edit(body, end, "\n")])


def todo_section(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    first, body, end = section(marked.text, marks[0].start)
    yield first, edited(marked.text, [Edit(body, end, "\nTODO: write this section\n\n")])


def section_commented(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    first, _, end = section(marked.text, marks[0].start)
    yield first, edited(marked.text, [Edit(first, first, "<!--\n"), Edit(end, end, "\n-->\n\n")])


def swapped_sections(marked: Marked, kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    """Puts the next of the sections that have an order before this one."""
    ordered = [each for each in marked.marks if kind.is_about(each) and each.name not in ("region:secrets", "region:pipeline")]
    at = next((at for at, each in enumerate(ordered) if each == marks[0]), None)
    if at is None or at + 1 >= len(ordered):
        return
    first, _, end = section(marked.text, marks[0].start)
    other, _, last = section(marked.text, ordered[at + 1].start)
    between = marked.text[end:other]
    yield (
        first,
        marked.text[:first]
        + marked.text[other:last].rstrip("\n")
        + "\n\n"
        + between
        + marked.text[first:end]
        + marked.text[last:],
    )


def waiver(marked: Marked, kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    _, body, _ = section(marked.text, marks[0].start)
    for words in kind.words:
        yield body, edited(marked.text, [Edit(body, body, f"\n<!-- opsworthy: {words} -->\n")])


def flattened(marked: Marked, _kind: Kind, marks: list[Mark]) -> Iterator[tuple[int, str]]:
    """Every range of the estimate becomes its low end, or the column of high ends goes."""
    first, body, end = section(marked.text, marks[0].start)
    inside = marked.text[body:end]
    flat = re.sub(r"(?<=\d)\s?[–-]\s?[$€]?\d[\d,.]*(?=/| |€|\s*\|)", "", inside)
    for head in re.finditer(r"^\|.*\|[ ]*Low[^|]*\|[ ]*High[^|]*\|.*\n\|[-:| ]*\n(?:\|.*\n)*", flat, re.MULTILINE):
        flat = flat.replace(head[0], "".join(_without_high(row) for row in head[0].splitlines(keepends=True)))
    yield first, edited(marked.text, [Edit(body, end, flat)])


def _without_high(row: str) -> str:
    cells = row.split("|")
    return "|".join([*cells[:3], *cells[4:]]).replace(" Low", " Amount")


def file_links(text: str) -> Iterator[tuple[int, str]]:
    for found in _LINK.finditer(text):
        if found["path"]:
            yield (
                found.start(),
                edited(text, [Edit(found.start("path"), found.end("path"), "gone-" + found["path"].rpartition("/")[2])]),
            )


def anchors(text: str) -> Iterator[tuple[int, str]]:
    for found in _LINK.finditer(text):
        if found["anchor"]:
            yield found.start(), edited(text, [Edit(found.start("anchor"), found.end("anchor"), found["anchor"] + "-of-old")])


def in_commands(pattern: str, words: str, most: int = 6) -> Everywhere:
    """Puts words in place of the group `what` of a pattern, in one command at a time."""
    search = re.compile(pattern)

    def make(text: str) -> Iterator[tuple[int, str]]:
        found = 0
        for line in lines(text):
            match = search.search(line.text) if line.fenced and not line.text.lstrip().startswith("#") else None
            if match and found < most:
                found += 1
                start, end = line.start + match.start("what"), line.start + match.end("what")
                yield line.start, edited(text, [Edit(start, end, words)])

    return make


def after_headings(words: str, most: int = 6) -> Everywhere:
    """Puts a paragraph right below a heading, one at a time."""

    def make(text: str) -> Iterator[tuple[int, str]]:
        for start, _ in [each for each in titles(text) if each[1] > 1][:most]:
            end = text.find("\n", start) + 1
            yield start, edited(text, [Edit(end, end, f"\n{words}\n")])

    return make


def numbering(text: str) -> Iterator[tuple[int, str]]:
    """The second step of a list gets the number 4."""
    for line in lines(text):
        step = _NUMBERED.match(line.text)
        if step and not line.fenced and step["number"] == "2":
            at = line.start + step.start("number")
            yield line.start, edited(text, [Edit(at, at + 1, "4")])


CHANGES: dict[str, Change] = {
    "section-dropped": section_dropped, "section-emptied": section_emptied, "section-commented": section_commented,
    "swapped-sections": swapped_sections, "todo-section": todo_section, "waiver": waiver, "flattened": flattened,
}  # fmt: skip
_NAME = r"(?:--app |-n |--namespace |--function-name |--project |deployment/|service/|-f )(?P<what>[a-z][\w.-]+)"
EVERYWHERE: dict[str, Everywhere] = {
    "file-links": file_links,
    "anchors": anchors,
    "placeholders": in_commands(_NAME, "<your-value-here>"),
    "variables": in_commands(_NAME, "$WHICH_ONE"),
    "changeme": in_commands(_NAME, "changeme"),
    "todos": after_headings("TODO: say more here"),
    "lorem": after_headings(_LOREM.strip()),
    "namespaces": in_commands(r"kubectl.* (?:-n|--namespace) (?P<what>[a-z][\w-]+)", "backoffice"),
    "workloads": in_commands(r"(?:deployment|statefulset|deploy)/(?P<what>[a-z][\w-]+)", "backoffice"),
    "health-paths": in_commands(r"https?://[\w.:-]+/(?P<what>healthz?|readyz?|livez)\b", "health-of-old"),
    "numbering": numbering,
}
