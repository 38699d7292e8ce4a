"""Values that were never filled in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from opsworthy.commands.command import Effect
from opsworthy.documents.document import Document, Fence
from opsworthy.rules.shapes.filling import asked_for, at_the_time, explained, words
from opsworthy.rules.shapes.reading import Passage, Reading, reading
from opsworthy.rules.shapes.subject import plain
from opsworthy.rules.shapes.variables import undefined
from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.patterns import may_hold
from opsworthy.text.regex import regex

_MANY = 3
_NAME = r"[A-Za-z][A-Za-z0-9 _./-]{0,58}[A-Za-z0-9]|[A-Za-z]{2}"
_HOLE = regex(
    rf"(?<![<\w])<({_NAME})>(?!>)"
    r"|(?<![%$@#{\w])\{\{-?\s*([A-Za-z_][A-Za-z0-9_ .|-]{1,60}?)\s*-?\}\}"
    r"|(?<![%$@#{=\\^])\{([A-Z][A-Z0-9_]{2,40}|[a-z]+[_ -][a-z_ -]{2,40}|your[a-z0-9_ -]{2,40})\}"
    r"|(?<![\w.])(YOUR[_-][A-Z0-9_-]{2,60}|your-[a-z0-9-]{2,60})(?![\w.-]*\.(?:example|test|invalid)\b|\.example\.\w)\b"
)
_HOLES = ("<", "{", "your-", "YOUR", "xxx", "XXX", "foo")
"""One of these stands in every hole."""
_DUMMY = regex(r"(?<![\w.:@-])(foo[-_/.:]?bar(?:[-_/.:]baz)?|(?<![/=])x{3,20}|(?<![/=])X{3,20})(?![\w./:-])")
_ASKED = regex(r"\[(?:your|insert|enter|fill in|add your|to be|name of your)\b[^\]\n]{0,60}\](?![(\[:])", re.IGNORECASE)
_CONFIGURATION = frozenset(
    ["yaml", "yml", "toml", "ini", "env", "dotenv", "nginx", "conf", "hcl", "terraform", "tf", "properties"]
)
_ANYTHING = regex(
    r"\W*(?:(?:your|some|my|the|insert|enter|a)[ _-]?)?"
    r"(?:values?|names?|placeholders?|here|something|thing|foo[-_/.:]?bar\S*|x{3,}|\.{3})?\W*",
    re.IGNORECASE,
)
_RESERVED = regex(r"\bexample\.(?:com|org|net)\b|\.(?:example|test|invalid)\b")
_SPAN = regex(r"`[^`\n]*`")
_SPOKEN_ON = regex(r"(?:\W+\w+){4}|\A[^\n]{0,3}\)\s*\Z")
_LIST_OF_THEM = regex(r"#{1,6}\s+(?:TODO|To-?do)s?:?\s*$")
_STATUS = regex(r"^\s{0,8}\|.*\|[ \t]{0,8}(?:TODO|To-?do|TBD)[ \t]{0,40}\|\s*$")
_CHECKED = regex(r"\|[^\w|\n]{0,12}(?:DONE|Done|WIP|In progress|IN PROGRESS|Completed?)[^\w|\n]{0,12}\|[ \t]*$", re.MULTILINE)
"""A column that says how far each row is: a state of work, nothing that was left out."""
_QUOTED = regex(r"'[^'\n]*'")
_ADDRESS = regex(r"https?://[^\s`]*")
_TEMPLATED = regex(r"(?:--format|--template|go-template|jsonpath|-o)\b[= ]")
_INSTANCE = regex(r"\b(?:get|describe|delete|logs|edit|inspect|exec|cordon|drain|uncordon)\s+(?:-\S+\s+)*([a-z]+)(?:/|\s+)$")
_OF_SECRET = regex(
    r"\b(?:\w*(?:PASSWORD|TOKEN|SECRET|API_?KEY)\w*|DATABASE_URL|REDIS_URL|MONGO\w*_UR[IL]|\w*_DSN|\w*WEBHOOK\w*)"
    r"[= ]+[\"']?[^\s\"']*\Z"
    r"|\bsecrets? (?:set|put|create|add)\b.{0,160}(?:--body|--value|--data|-b)[= ]+[\"']?[^\s\"']*\Z"
    r"|--from-literal=[^\s=]+=[\"']?\Z",
    re.IGNORECASE,
)
_READERS = regex(
    r"\Wyour[-_ ](?:[\w-]*[-_ ])?(?:cert(?:ificate)?|key|file|image|registry|user(?:[-_ ]?name)?|fork|repo|handle|email|gmail"
    r"|region|bucket(?:[-_ ]?name)?|org|workspace|channel|subdomain|ip(?: address)?|github(?:[-_]\w+)*)(?:[-_ ]here)?\W",
    re.IGNORECASE,
)
"""What every reader has of their own."""
_CHOSEN = regex(r"\Wyour[-_ ](?:custom|own|chosen|preferred)[-_ ]", re.IGNORECASE)
_REMARK = regex(r"(?:^|\s)(?:#|//)\s*(?:change|replace|set|update|use|edit|put|get|fill|your|from|e\.g)\b", re.IGNORECASE)
"""A comment that tells the reader where the value beside it comes from."""
_SEARCHED = regex(r"\b(?:grep|rg|findstr|Select-String)(?: -\S+)* [\"']?\Z")
_CLONED = regex(r"\bgit clone (?:-\S+ )*\S*\Z|\b(?:gcloud config set project|--project)[= ]\Z")
_SECRET_OPTION = regex(r"(?:pass(?:word|wd)?|token|secret|key)\S{0,12}[= ]+[\"']?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What stands in the place of a value, as written, with every place where it stands; `variable` for one of a shell;
    `unwritten` for TODO and its like in the running text, which can be no parameter and no sample."""

    name: str
    places: tuple[Location, ...]
    variable: bool = False
    unwritten: bool = False


def placeholders(document: Document, system: System, profile: str = "service") -> tuple[Placeholder, ...]:
    """Each name once: `<your-app>` in commands and addresses, TODO and its like in words, variables that nothing sets. What can
    only be known at the time, a secret's value, and what the text explains are left out."""
    read = reading(document)
    places: dict[str, list[Location]] = {}
    for name, place in (*_holes(read, profile), *_unwritten(read, profile)):
        places.setdefault(name, []).append(place)
    found = [one for name, at in places.items() if not explained(read, name) for one in _apart(name, at)]
    shown = lines_of(read.fences)
    found = [replace(each, unwritten=_is_left(read, each, shown)) for each in _settled(found, profile)]
    found += [Placeholder(f"${name}", at, variable=True) for name, at in undefined(read, system, profile)]
    return tuple(sorted(found, key=lambda each: each.places[0]))


def _is_left(read: Reading, found: Placeholder, shown: set[int]) -> bool:
    """Whether words stand in the place of content, in the running text, and no sentence after it says what is to be done."""
    if found.name[0] in "<{$" or asked_for(found.name) or any(each.line in shown for each in found.places):
        return False
    return not any(_SPOKEN_ON.search(read.line(each.line).partition(found.name)[2]) for each in found.places)


def _settled(found: list[Placeholder], profile: str) -> Iterator[Placeholder]:
    """Without the parameters of commands. On a page that is not the runbook of one service, `<workspace>` and `your-project` are
    some: its readers put in their own. In the runbook of one service `deployment/<name>` is for any of a kind."""
    for each in found:
        asked = asked_for(each.name.lstrip("<{["))
        is_open = profile in ("page", "report") if asked else each.name.startswith("<")
        if not is_open or (profile == "service" and plain(each.name).split() != ["name"]):
            yield each


def _apart(name: str, at: list[Location]) -> Iterator[Placeholder]:
    """One for a name such as `<your-app>`, wherever it stands; one for each line of a name such as `<your-value>`, for that may
    be something else on every one."""
    if not _ANYTHING.fullmatch(name):
        yield Placeholder(name, tuple(at))
        return
    for line in dict.fromkeys(each.line for each in at):
        yield Placeholder(name, tuple(each for each in at if each.line == line))


def _holes(read: Reading, profile: str) -> Iterator[tuple[str, Location]]:
    """Angle and curly brackets, `your-…` words and words such as foo/bar, in commands and addresses."""
    signs = [sign for sign in _HOLES if sign in read.document.text]
    if not signs:
        return
    for at, text, is_command in _code(read.whole, signs):
        if not any(sign in text for sign in signs):
            continue
        bare = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), text) if "'" in text else text
        for hole in _HOLE.finditer(text):
            name = next(part for part in hole.groups() if part)
            braces = hole.group(0).startswith("{")
            if braces and (bare[hole.start()] == " " or _TEMPLATED.search(text)):
                continue
            if hole.group(4) and _RESERVED.search(_around(text, hole)):
                continue
            if not (is_command or asked_for(name)) or name.lower() in words("tags") or _is_pattern(read, at, text, hole):
                continue
            if _OF_SECRET.search(text[: hole.start()]) or _SEARCHED.search(text[: hole.start()]):
                continue
            excused = _is_readers(read, at, name, hole.group(0), profile, is_command=is_command) or (
                _CLONED.search(text[: hole.start()]) or _is_any(name, profile, is_command=is_command) or _printed(read, at, name)
            )
            if not (excused or at_the_time(name, profile) or _is_instance(text[: hole.start()], name)):
                yield hole.group(0).rstrip("-_"), Location(read.document.path, at)
        for dummy in _DUMMY.finditer(bare) if is_command else ():
            if not _SECRET_OPTION.search(text[: dummy.start()]):
                yield dummy.group(0), Location(read.document.path, at)


def _is_any(name: str, profile: str, *, is_command: bool) -> bool:
    """Whether a name stands for any of a kind, in a page that is about them all: `<service-name>`, `<app>`; and whatever the
    page of an alert leaves open, which its reader has from the alert."""
    if profile != "page":
        return profile == "alert" and not (asked_for(name) and is_command)
    spoken = plain(name).replace("-", " ").split()
    return spoken != ["name"] and all(word in words("fixed") or word == "name" for word in spoken)


def _is_readers(read: Reading, at: int, name: str, whole: str, profile: str, *, is_command: bool) -> bool:
    """Whether a name asks for what each reader chooses, or has of their own on a page that is no runbook of one service, or a
    comment on its line says where it comes from."""
    if not asked_for(name):
        return False
    told = f" {whole} "
    return bool(
        _CHOSEN.search(told)
        or _REMARK.search(read.line(at))
        or (profile in ("page", "alert") and (_READERS.search(told) or (not is_command and "://" not in read.line(at))))
    )


def _printed(read: Reading, at: int, name: str) -> bool:
    """Whether a command before it in the same section prints such names: `vercel deployments` before `<deployment-url>`."""
    spoken = plain(name).replace("-", " ").split()
    parts = [word.removesuffix("s") for word in spoken if len(word) > 2 and word not in ("name", "your", "cluster")]
    within = next((each for each in reversed(read.headed) if each.first <= at <= each.last), read.whole)
    before = (each for each in within.commands if each.location.line < at and each.effect is Effect.READS)
    return any(f"<{name}>" not in each.text and any(part in each.text.lower() for part in parts) for each in before)


def _is_pattern(read: Reading, at: int, text: str, hole: re.Match[str]) -> bool:
    """Whether a span in running text shows how names are made: `agents.<name>`, `shared-<svc>-1`."""
    inside = text != read.line(at) and text in read.line(at) and "://" not in text
    return inside and not asked_for(hole.group(1) or "") and text[hole.start() - 1 : hole.start()] in tuple(".-_")


def _around(text: str, hole: re.Match[str]) -> str:
    """The word that a hole stands in."""
    before, after = text[: hole.start()], text[hole.start() :]
    return f"{before[before.rfind(' ') + 1 :]}{after.partition(' ')[0]}"


def _is_instance(before: str, name: str) -> bool:
    """Whether what follows is the name of something that the system makes as it runs: `describe challenge <…`."""
    kind = _INSTANCE.search(before)
    if kind is None or kind.group(1) in words("fixed"):
        return False
    spoken = plain(name).removesuffix("name").strip()
    return kind.group(1) in words("instances") or spoken in ("", kind.group(1), kind.group(1).removesuffix("s"))


def _code(whole: Passage, signs: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """Of the lines that hold one of the signs: the numbered lines of commands, and the commands and addresses among the code
    spans of other lines; last, lines of other blocks and spans, in which only what is asked for (`your-…`) is a hole."""
    commands = {
        at for each in whole.commands for at in range(each.location.line, max(each.location.end_line, each.location.line) + 1)
    }
    shown = lines_of(whole.fences)
    configured = lines_of(fence for fence in whole.fences if fence.language.lower() in _CONFIGURATION)
    inline = {(each.location.line, each.text) for each in whole.commands if each.location.line not in shown}
    starts = frozenset(text[:12] for _, text in inline)
    for at, line in whole.lines:
        if not any(sign in line for sign in signs):
            continue
        if at in shown and at not in commands and at not in configured:
            continue
        if at in shown:
            yield at, line.split(" # ", 1)[0] if at in commands else line, at in commands and not line.lstrip().startswith("#")
            continue
        for span in _SPAN.finditer(line) if "`" in line else ():
            text = span.group(0).strip("`")
            address = _ADDRESS.match(text)
            yield at, text, address is not None or text.removeprefix("$ ").strip()[:12] in starts


def _unwritten(read: Reading, profile: str) -> Iterator[tuple[str, Location]]:
    """TODO, TBD and their like, and `[your team]`, standing for content; a sentence that speaks of them is none."""
    shown = lines_of(read.fences)
    marked, phrase = _patterns()
    if not may_hold(_any_sign(), read.document.text):
        return
    lowered = read.document.text.lower()
    signs = [sign for sign in _signs() if sign in lowered]
    for at, line in ((at, line) for at, line in read.whole.lines if any(sign in line.lower() for sign in signs)) if signs else ():
        if _LIST_OF_THEM.match(line) and at not in shown:
            continue
        if at in shown and _is_sample(read, at, line, profile):
            continue
        bare = line if at in shown else _SPAN.sub("¤", line)
        if _STATUS.search(line) and _CHECKED.search(read.document.text):
            continue
        asked = _ASKED.search(bare) if at not in shown else None
        found = asked or marked.search(bare) or phrase.search(bare)
        if found:
            yield (found.group(0) if asked else next(each for each in found.groups() if each)), Location(read.document.path, at)


def _is_sample(read: Reading, at: int, line: str, profile: str) -> bool:
    """Whether a line of a block is that of a message to send, of which the cause is not known yet, or a remark in a
    configuration for any reader, or the value of a secret there."""
    fence = next(each for each in read.fences if each.location.line <= at <= max(each.location.end_line, each.location.line))
    if fence.language.lower() in _CONFIGURATION:
        return profile == "page" and bool(_NOTED.match(line) or _SECRET_VALUE.search(line))
    return bool(_SENT.search(fence.text)) and not line.lstrip().startswith(("TODO", "TBD"))


_NOTED = regex(r"\s*#\s*TODO:? (?:\w+\W+){4}")
_SECRET_VALUE = regex(r"(?:secret|password|token|key)\w*[\"']?\s*[:=]\s*[\"']?change[-_]?me\b", re.IGNORECASE)
_SENT = regex(r"^\W*(?:@channel|@here|Subject:|(?:All-hands|Slack) message)", re.MULTILINE | re.IGNORECASE)


@cache
def _signs() -> tuple[str, ...]:
    """What a text must hold in any case for something to be unwritten in it."""
    told = {each.lower() for each in (*words("unwritten"), *words("phrases"))}
    return (*sorted(told), "[your", "[insert", "[enter", "[fill in", "[add your", "[to be", "[name of your")


@cache
def _any_sign() -> str:
    return "|".join(map(re.escape, _signs()))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    any_mark = "|".join(map(re.escape, sorted(words("unwritten"), key=len, reverse=True)))
    any_phrase = "|".join(map(re.escape, sorted(words("phrases"), key=len, reverse=True)))
    marked = regex(
        rf"^[\s>*_#|+-]*(?:\d+[.)]\s+)?[*_]*(?:\[[ x]\]\s+)?({any_mark})(?![\w-])"
        rf"(?=[\s:.,!*_()|-]|$)(?![ ]+(?:list|app|item|API|comment)s?\b)"
        rf"|[:=|(\[]\s*[*_\"']{{0,2}}({any_mark})[*_\"']{{0,2}}\s*(?:[)\].:|,;]|$)"
        rf"|(?:^|\s)#\s*({any_mark})\b"
    )
    return marked, regex(rf"(?<![\w-])({any_phrase})(?![\w-])", re.IGNORECASE)


def lines_of(fences: Iterable[Fence]) -> set[int]:
    """Every line of these blocks."""
    return {at for each in fences for at in range(each.location.line, max(each.location.end_line, each.location.line) + 1)}
