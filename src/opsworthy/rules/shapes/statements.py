"""Finders of statements that take more than one sign: who is called when, what a log line means, which way to go."""

import re
from collections.abc import Iterator
from functools import lru_cache

from opsworthy.commands.command import Effect
from opsworthy.documents.document import Paragraph
from opsworthy.findings.outline import lines_of
from opsworthy.rules.shapes import marks
from opsworthy.rules.shapes.evidence import commands, seen, serious, stuffed
from opsworthy.rules.shapes.reading import Passage
from opsworthy.rules.shapes.subject import means
from opsworthy.rules.shapes.substance import body, weight
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_SPAN = regex(r"`[^`]{5,}`|“[^”]{5,}”|\"[^\"]{5,}\"")
# The name of a file, which no log prints as a line of its own.
_PATH = regex(r"`[\w.~-]*/[\w./-]+`")
_OF_LOGS = regex(r"\b(?:logs?|logged|errors?|messages?|lines?|prints|shows?|warnings?)\b", re.IGNORECASE)
_LOG_FILE = regex(r"/var/log/\S+|\b[\w/.-]+\.log\b|\bjournald?\b|\bstd(?:out|err)\b", re.IGNORECASE)
_ARROW = regex(r"[├└│]|→|-->|->|\bthen\b")
_HEALTH = regex(r"^https?://[^\s?#]*/(?:health|ready|live|ping|status|up)\w*/?$", re.IGNORECASE)
_AHEAD = regex(r"forward|hot-?fix|new release instead", re.IGNORECASE)
_BACK = regex(r"\broll(?:ing|ed|s)?[ -]?backs?\b|\brollbacks?\b|\brevert|\bgo(?:ing)? back\b|\bundo\b|\bback\b", re.IGNORECASE)
_VERSIONS = regex(
    r"https?://\S*(?:release|tag|deploy|version|histor|registry|packages?|revision|build|pipeline|actions)", re.IGNORECASE
)
_DUTY = regex(r"\bshall\b", re.IGNORECASE)
_MEANS = regex(r"\b(?:means?|indicates?|because|so)\b", re.IGNORECASE)
# What says that one may go either way, and not on which sign.
_NO_SIGN = (
    "roll back rolling rolled roll forward rollback when if consider whether more appropriate better possible previous stable "
    "version standard procedure by means occur verify healthy afterwards system deployment fails failed failure problem minor "
    "major bad good severe small"
)
_DIAGRAMS = frozenset(["mermaid", "dot", "graphviz", "plantuml", "puml"])


def code_span(passage: Passage) -> Location | None:
    """Something to type or to search for, set apart as code in a line of text."""
    return next((Location(passage.location.path, at) for at, line in passage.lines if _SPAN.search(line) and "`" in line), None)


_COLLECTED = regex(
    r"\b(?:aws logs (?:tail|filter-log-events|start-query)|gcloud (?:beta )?logging (?:read|tail)|logcli|stern"
    r"|az monitor log-analytics query|journalctl\b.* -t|grep\b.* /var/log/\w)"
)


def asks_collected_logs(passage: Passage) -> Location | None:
    """A command that reads what many processes have logged, wherever it stands."""
    return next((each.location for each in passage.commands if serious(each) and _COLLECTED.search(each.text)), None)


def configuration(passage: Passage) -> Location | None:
    """A block that is no shell: the file or the query that makes something."""
    shown = (fence for fence in passage.fences if not fence.commands and marks.count_words(fence.text) > 3)
    return next((fence.location for fence in shown), None)


def interpreted(passage: Passage) -> Location | None:
    """A line of a log, verbatim, in words that say what it means; or a table of such lines. A command that shows the log is none,
    nor is the symptom of an issue."""
    asides = {each.location.line for each in passage.commands}
    asides |= {at for each in passage.paragraphs if _of_an_issue(each.label) for at in _lines_of(each)}
    asides |= {at for each in passage.fences if each.commands for at in range(each.location.line, each.location.end_line + 1)}
    ways = {at for part in passage.about("decisions") if not part.row for at in range(part.first, part.last + 1)}
    asides |= {
        each.location.line for each in passage.paragraphs if means(each.label, "symptom") and each.label.startswith("sympt")
    }
    for at, line in passage.lines:
        if at in ways or not _SPAN.search(_PATH.sub(" ", line)) or (at in asides and not _MEANS.search(line)):
            continue
        rest = _SPAN.sub(" ", line)
        if (_OF_LOGS.search(rest) or marks.has_reason(rest)) and marks.count_words(rest) >= 2:
            return Location(passage.location.path, at)
    told = (row for row in passage.rows if row.location.line not in ways)
    rows = (row for row in told if row.has("symptom") or row.has("interpretation"))
    return next((row.location for row in rows if sum(marks.count_words(cell) > 1 for cell in row.cells) > 1), None)


def _of_an_issue(label: str) -> bool:
    """Whether a lead-in opens a part of an issue, where what is quoted is of that issue."""
    parts = ("symptom", "cause", "diagnosis", "solution")
    return (
        bool(label) and marks.count_words(label) <= 2 and not means(label, "logs") and any(means(label, each) for each in parts)
    )


def _lines_of(paragraph: Paragraph) -> range:
    return range(paragraph.location.line, max(paragraph.location.line, paragraph.location.end_line) + 1)


def log_place(passage: Passage) -> Location | None:
    """Where the logs are: a command, a file, an address."""
    shown = next(iter(commands(passage, ["logs"])), None)
    if shown:
        return shown.location
    files = passage.reading.lines.passing(_names_log_file, passage.first, passage.last)
    named = Location(passage.location.path, files[0]) if files else None
    linked = next((each.location for each in passage.links if "log" in f"{each.target} {each.text}".lower()), None)
    return named or linked


def _names_log_file(line: str) -> bool:
    return _LOG_FILE.search(line) is not None


def diagram(passage: Passage) -> Location | None:
    """A drawn tree: a diagram, or a block of text with branches."""
    for fence in passage.fences:
        branches = sum(bool(_ARROW.search(line)) for line in fence.text.splitlines())
        if fence.language.lower() in _DIAGRAMS or (not fence.commands and branches >= 2):
            return fence.location
    return None


def forward(passage: Passage) -> Location | None:
    """A line about going forward instead of back."""
    return next((Location(passage.location.path, at) for at, line in passage.lines if marks.says("forward", line)), None)


def health_address(passage: Passage) -> Location | None:
    """The address of a health endpoint."""
    return next((each.location for each in passage.links if _HEALTH.search(each.target)), None)


def address_answered(passage: Passage) -> Location | None:
    """Such an address with what it answers, in the same line or the one after."""
    seen = {each.location.line for each in passage.expectations}
    near = (
        each.location
        for each in passage.links
        if _HEALTH.search(each.target) and seen & {each.location.line, each.location.line + 1}
    )
    return next(near, None)


def both_ways(passage: Passage) -> Location | None:
    """Signs for each way: a line or row that says when to go forward, and another that says when to go back."""
    if not any(passage.first <= at <= passage.last for at in _forward_lines(passage.reading.document.text)):
        return None
    told = tuple(_telling(passage))
    ahead = [at for at, line in told if marks.says("forward", line)]
    back = [at for at, line in told if _BACK.search(line) and (at not in ahead or _both(line))]
    return Location(passage.location.path, min(*ahead, *back)) if ahead and back else None


@lru_cache(maxsize=8)
def _forward_lines(text: str) -> tuple[int, ...]:
    """The lines on which a text speaks of going forward at all."""
    return tuple(at for at, line in enumerate(lines_of(text), 1) if _AHEAD.search(line))


def _telling(passage: Passage) -> Iterator[tuple[int, str]]:
    """Lines that say something of a way: under its own lead-in or heading counts what stands below, else the line alone."""
    for part in (*passage.about("forward-way"), *passage.about("backward-way")):
        # “Roll back or go forward?” asks for both ways and tells neither.
        if means(part.title, "forward-way") and means(part.title, "backward-way"):
            continue
        below = [" ".join(row.cells[1:]) for row in part.rows] if part.row else body(part)
        if any(weight("cure", line, part.title) >= 2 for line in below):
            way = "roll forward" if means(part.title, "forward-way") else "roll back"
            yield part.first, f"{part.title}: {way} when {' '.join(below)[:200]}"
    for at, line in passage.lines:
        told = not (passage.in_fence(at) or stuffed(line)) and (_AHEAD.search(seen(line)) or _BACK.search(seen(line)))
        if told and not line.lstrip().startswith("#") and not _DUTY.search(line) and weight("cure", line, _NO_SIGN) >= 2:
            yield at, line


def _both(line: str) -> bool:
    """Whether one line weighs the two ways against each other."""
    return len(re.findall(r"\b(?:if|when|unless|otherwise|instead|after|only|rather)\b", line, re.IGNORECASE)) >= 2


_LISTED = regex(
    r"\b(?i:identify|find|look up|choose|pick|note|get)\b[^.]{0,40}\b(?:version|revision|release|deployment|tag|image)\b"
    r"[^.]{0,30}\b(?:from|in|under|on)\s+(?:the\s+)?(?:[A-Z][\w-]*\s+){1,4}[\w-]*"
    r"(?:revision|release|deployment|histor|tag|version|dashboard|console)",
)


def listed(passage: Passage) -> Location | None:
    """A page that lists versions, in a part named after the last good one: its address says so."""
    parts = [passage] if means(passage.title, "last-good") else list(passage.about("last-good"))
    pages = (each for part in parts for each in part.links if _VERSIONS.search(each.target))
    told = (each for part in [*parts, passage] for each in part.paragraphs if _LISTED.search(each.text))
    return next((each.location for each in pages), None) or next((each.location for each in told), None)


def shown(passage: Passage) -> Location | None:
    """A command that looks at something by name, such as `ls -1t /opt/shop`, in a part named after the last good version."""
    parts = [passage] if means(passage.title, "last-good") else list(passage.about("last-good"))
    looks = (each for part in parts for each in part.commands if serious(each) and each.effect is Effect.READS)
    return next((each.location for each in looks if any(not word.startswith("-") for word in each.words[1:])), None)


_TAKES_BACK = regex(r"(?:db|migrate|migrations?):(?:rollback|down|undo|reset)\b|\balembic\W{1,6}downgrade\b")


def handed_on(passage: Passage) -> Location | None:
    """A command that hands another one to where it runs, and that one takes a migration back: `ecs run-task` with overrides."""
    return next((each.location for each in passage.commands if serious(each) and _TAKES_BACK.search(each.text[:2000])), None)
