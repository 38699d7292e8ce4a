"""What a passage can show: finders that give the place of the evidence, or None. None of them looks for a keyword alone."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from opsworthy.commands.command import Command, Effect
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.foreign import foreign, is_home_page
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.subject import means
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

Finder = Callable[[Passage], Location | None]

# Commands that prove nothing by being there.
TRIVIAL = frozenset(
    [":", "cd", "clear", "date", "echo", "exit", "false", "printf", "pwd", "set", "sleep", "true", "unset", "whoami"]
)
# A passage that declines a topic says little else.
_SHORT = 4
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
_UNSEEN = regex(r"\s(?:title|alt|aria-[\w-]+|data-[\w-]+)=(?:\"[^\"]*\"|'[^']*')")
# A channel of everybody and addresses of nobody; the name of a paging service with nothing beside it.
_NOBODY = regex(
    r"(?<!\w)(?:#(?:general|random)|@(?:everyone|here|channel)|(?:team|user|admin|name|someone|you)@example\.(?:com|org|net))\b"
)
_NOWHERE = regex(r"https?://(?:www\.)?example\.(?:com|org|net)/?", re.IGNORECASE)
_TOLD_THERE = regex(r"https?://(?:docs?\.|[^/]+/(?:[\w-]+/)?(?:docs?|documentation|manual)/)", re.IGNORECASE)
_BARE_SERVICE = regex(r"\W*(?:\w+\W+)?(?:pagerduty|opsgenie|victorops)\W*", re.IGNORECASE)
_OWN_VERSION = frozenset(["version", "--version", "-V", "-v"])
_STOPS = regex(r"[.,;:!?|](?=\s|$|[*_`\"])")
_MANY = 200
LOOKING = frozenset(["health", "history", "logs", "metrics", "status", "test", "version", "wait"])
DEPLOYING = frozenset(["apply", "deploy", "migrate", "release", "start"])
REVERTING = frozenset(["apply", "deploy", "migrate-back", "release", "restore", "roll-back", "start"])


def serious(command: Command) -> bool:
    """A command that does or shows something: not `true`, not `echo ok`, not a lone placeholder."""
    tool = command.tool
    return tool != "" and tool not in TRIVIAL and tool.isascii() and not tool.startswith(("<", "#", "..."))


def commands(passage: Passage, purposes: Iterable[str]) -> tuple[Command, ...]:
    """The commands of a passage that serve one of the purposes."""
    wanted = frozenset(purposes)
    found = (each for each, served in _serving(passage) if not served.isdisjoint(wanted))
    return tuple(each for each in found if not foreign(passage, each))


@lru_cache(maxsize=64)
def _serving(passage: Passage) -> tuple[tuple[Command, frozenset[str]], ...]:
    """The commands of a passage that do or show something, with what each is for."""
    told = ((each, purposes_of(each)) for each in passage.commands if serious(each))
    return tuple((each, served) for each, served in told if served and not _of_itself(each))


def _of_itself(each: Command) -> bool:
    """Whether a command only says of which version its own tool is, which says nothing of what runs."""
    return len(each.words) > 1 and each.words[1] in _OWN_VERSION and not each.targets


def purposes_of(each: Command) -> frozenset[str]:
    """What a command is for: by its grammar, or, for a tool that no grammar knows, by its own first words and long options."""
    if each.known or each.purposes or each.effect is not Effect.UNKNOWN:
        return each.purposes
    words = [word for word in each.words if not word.startswith("-")][:5]
    words += [word.split("=", 1)[0] for word in each.words if word.startswith("--")]
    return frozenset(marks.guesses()[word.lower()] for word in words if word.lower() in marks.guesses())


def command(*purposes: str, part: str = "") -> Finder:
    """A command that serves one of these purposes; in a part that is named after the subject `part`, one that no grammar knows
    will do, for its title says what it is for."""
    unknown = uncharted(part) if part else None

    def find(passage: Passage) -> Location | None:
        sure = next((each.location for each in commands(passage, purposes)), None)
        return sure or (unknown(passage) if unknown else None)

    return find


def any_command(passage: Passage) -> Location | None:
    """Any command that does or shows something, whether a grammar knows it or not."""
    return next((each.location for each in passage.commands if serious(each)), None)


def changing(purposes: frozenset[str], *, but: frozenset[str] = frozenset()) -> Finder:
    """A command that serves one of the purposes, or one that no grammar knows and that therefore may (a script of theirs); those
    with a word of `but` are left out."""

    def find(passage: Passage) -> Location | None:
        sure = next((each for each in commands(passage, purposes) if not but & set(each.words[:3])), None)
        perhaps = (each for each in passage.commands if serious(each) and each.effect is Effect.UNKNOWN and not each.purposes)
        return sure.location if sure else next((each.location for each in perhaps), None)

    return find


def uncharted(subject: str) -> Finder:
    """A command whose effect no grammar knows, in a part that is named after the subject."""

    def find(passage: Passage) -> Location | None:
        parts = [passage] if means(passage.title, subject) else list(passage.about(subject))
        found = (each for part in parts for each in part.commands if serious(each) and _unmeant(each))
        return next((each.location for each in found), None)

    return find


def _unmeant(each: Command) -> bool:
    """A command of which nothing is known but its words."""
    return each.effect is Effect.UNKNOWN and not each.purposes - {"connect", "start"}


def looking(passage: Passage) -> Location | None:
    """A command that looks at what runs."""
    return next((each.location for each in commands(passage, LOOKING)), None)


def either(*finders: Finder) -> Finder:
    """What the first of several finders finds."""

    def find(passage: Passage) -> Location | None:
        return next((place for finder in finders if (place := finder(passage))), None)

    return find


def link(passage: Passage) -> Location | None:
    """A link or an address outside the document; a picture is none."""
    shown = (each for each in passage.links if not each.target.lower().endswith(_PICTURES))
    return next(
        (each.location for each in shown if not each.target.startswith("#") and not _NOWHERE.fullmatch(each.target)), None
    )


def web_link(passage: Passage) -> Location | None:
    """An address on the web; the home page of a product and its documentation show nothing of a system."""
    named = (each for each in passage.links if not _NOWHERE.fullmatch(each.target) and not only_told(each.target))
    return next((each.location for each in named if each.target.lower().startswith(("http://", "https://"))), None)


def shown(passage: Passage) -> Location | None:
    """A link to something that shows this system, in the web or beside the document: no home page, no manual of a product."""
    own = (each.location for each in passage.links if not only_told(each.target))
    return next(own, None) if link(passage) else None


_WAY_TO = regex(
    r"\bdashboards?\b[^|\n]{0,80}(?:->|→)\s*`[^`\n]+`|(?:->|→)\s*[\w` *]{0,30}\bdashboards?\b\W*(?:->|→)\s*`?\w", re.I
)


def way_to(passage: Passage) -> Location | None:
    """The way through a console to a dashboard that is named."""
    return next((Location(passage.location.path, at) for at, line in passage.lines if _WAY_TO.search(line)), None)


def made(passage: Passage) -> Location | None:
    """Two items that say how something is made, and not only where a product has its pages."""
    told = {each.location.line for each in passage.links if only_told(each.target)}
    return (
        items(2)(passage)
        if not told or len({each.location.line for each in passage.paragraphs if each.in_list} - told) > 1
        else None
    )


def only_told(address: str) -> bool:
    """Whether an address is where a product is told of: its home page, its documentation."""
    return is_home_page(address) or _TOLD_THERE.match(address) is not None


def contact(passage: Passage) -> Location | None:
    """Somebody who can be reached."""
    return next(_lines(passage, _reaches), None)


def _reaches(line: str) -> bool:
    if not marks.may_reach(line):
        return False
    told = _NOBODY.sub(" ", seen(line))
    return not stuffed(line) and marks.has_contact(told) and not _BARE_SERVICE.fullmatch(told)


def seen(line: str) -> str:
    """A line without the attributes of its HTML that no page shows."""
    return _UNSEEN.sub("", line) if "=" in line and "<" in line else line


def stuffed(line: str) -> bool:
    """Whether a line strings words together without saying anything: dozens of them, and hardly a stop or a comma."""
    return len(line) > _MANY and len(_STOPS.findall(line)) * _MANY < len(line)


def threshold(passage: Passage) -> Location | None:
    """A number with a unit or a comparison."""
    return next(_lines(passage, marks.has_threshold), None)


def reason(passage: Passage) -> Location | None:
    """A line that gives a reason."""
    return next(_lines(passage, marks.has_reason), None)


def conditions(least: int) -> Finder:
    """At least so many lines or cells that begin with a condition."""

    def find(passage: Passage) -> Location | None:
        found = list(_lines(passage, marks.has_condition))
        found += [row.location for row in passage.rows if len([cell for cell in row.cells if cell.strip()]) > 1]
        return found[0] if len({place.line for place in found}) >= least else None

    return find


def items(least: int) -> Finder:
    """At least so many list items or rows of a table."""

    def find(passage: Passage) -> Location | None:
        told = [each for each in passage.paragraphs if each.in_list and not each.text.rstrip().endswith("?")]
        listed = [each.location for each in told if marks.count_words(each.text) > 0]
        listed += [row.location for row in passage.rows if any(cell.strip(" -–—") for cell in row.cells[1:])]
        apart = {each.text.lstrip("0123456789.) ") for each in told} | {row.cells for row in passage.rows}
        return min(listed) if len(apart) >= least else None

    return find


def declined(passage: Passage) -> Location | None:
    """Where a short passage says, in a sentence of its own, that this does not apply here."""
    if len(passage.paragraphs) + len(passage.rows) > _SHORT:
        return None
    said = (each.location for each in passage.paragraphs if marks.declines(each.text) and not _boilerplate(passage, each.text))
    spoken = (row for row in passage.rows if marks.declines(" ".join(row.cells)))
    rows = (row.location for row in spoken if not _quotes(passage, row.location.line))
    return next(said, None) or next(rows, None)


def _boilerplate(passage: Passage, text: str) -> bool:
    """Whether the same sentence declines three topics or more: what stands everywhere was thought about nowhere."""
    return sum(each.text == text for each in passage.reading.paragraphs) >= 3


def _quotes(passage: Passage, line: int) -> bool:
    """Whether a row of a table is about what its first cell has in code, such as a line of the log."""
    return passage.reading.line(line).lstrip(" |").startswith("`")


def duration(passage: Passage) -> Location | None:
    """A length of time that somebody states in words or a table, not inside a code block."""
    stated = (each for each in passage.durations if each.high > 0 and not passage.in_fence(each.location.line))
    return next((each.location for each in stated), None)


def concrete(passage: Passage) -> Location | None:
    """Something that can be checked off: a command, a list item, a row, a link, or a line with a name in code or a number."""
    told = _lines(passage, _names_something)
    below = next((place for place in told if place.line > passage.first or not passage.section), None)
    return any_command(passage) or items(1)(passage) or link(passage) or below


def _names_something(line: str) -> bool:
    return "`" in line or any(letter.isdigit() for letter in line.lstrip("#0123456789. "))


def content(passage: Passage) -> Location | None:
    """Anything at all under the title: words, a command, a row; an open question is none."""
    words = marks.count_words(passage.title)
    below = (
        each.location for each in passage.paragraphs if each.location.line > passage.first or marks.count_words(each.text) > words
    )
    rows = (row.location for row in passage.rows if any(cell.strip(" -–—") for cell in row.cells[1:]))
    fences = (fence.location for fence in passage.fences if fence.text.strip())
    return next(below, None) or next(rows, None) or next(fences, None)


def _lines(passage: Passage, test: Callable[[str], bool]) -> Iterator[Location]:
    for at in passage.passing(test):
        yield Location(passage.location.path, at)
