"""Claims of running text: names in code beside the word that says what they are, ports, paths, variables, addresses."""

import re
from collections.abc import Iterator

from opsworthy.rules.shapes.claiming.claim import ASIDE, PROSE, Claim
from opsworthy.rules.shapes.claiming.hosts import bare_hosts_in, hosts_in
from opsworthy.rules.shapes.claiming.sources.health import asked
from opsworthy.rules.shapes.claiming.sources.ports import local_ports_in, ports_in, ports_in_block, typed_lines
from opsworthy.rules.shapes.reading import Reading
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_SPAN = regex(r"`([^`\n]{1,160})`")
_NOUNS = {
    "namespace": "namespace", "deployment": "workload", "statefulset": "workload", "daemonset": "workload", "cronjob": "workload",
    "cron job": "workload", "container": "container", "configmap": "configmap", "config map": "configmap", "secret": "secret",
    "workflow": "workflow", "bucket": "bucket", "queue": "queue", "region": "region", "service": "service",
    "make target": "make-target",
    "alert": "alert", "hpa": "autoscaler", "ingress": "ingress", "pvc": "volume", "image": "image", "variable": "variable",
    "environment variable": "variable", "env var": "variable", "dyno": "process", "token": "secret", "workload": "workload",
    "job": "job",
}  # fmt: skip
_WORDS = "|".join(sorted(map(re.escape, _NOUNS), key=len, reverse=True))
_BEFORE = regex(rf"(?:^|[\W_])({_WORDS})s?[^\w|]{{0,6}}(?:(?:is|are|called|named)\s+)?\Z", re.IGNORECASE)
_AFTER = regex(rf"\s+(?:Kubernetes\s+|k8s\s+|compose\s+)?({_WORDS})s?\b", re.IGNORECASE)
_ANY = regex(r"\b(?:any|each|every|either|both|all)\s\Z", re.IGNORECASE)
_PATH = regex(r"(?:\./)?((?:\.?[\w@-][\w.@-]*/)+[\w.@-]*[\w@-]/?)(?::(\d+)(?:-\d+)?)?\Z")
_VARIABLE = regex(r"\$?\{?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\}?(?:=[^`]*)?\Z")
_WORD_IN_CAPITALS = regex(r"[A-Z][A-Z0-9]{4,30}")
_CRON = regex(r"((?:[\d*/,\-]+\s+){4}[\d*/,\-A-Za-z]+)\Z")
_LABEL = regex(r"-l ([\w./-]+=[\w.-]+(?:,[\w./-]+=[\w.-]+)*)")
_OBJECT = regex(
    r"(?:(deployment|deploy|statefulset|sts|daemonset|ds|cronjob)|(service|svc)|(configmap|cm)|(secret)|(hpa))/([a-z0-9][a-z0-9.-]{1,62})\Z"
)
_RESTORES = regex(r"^\W*(?:\d+\.\s+)?\**Restore (?:the |a )?(?:\w+ )?(?:database|db)\b", re.IGNORECASE)
_TO_COME = r"creat(?:e|es|ing)|add(?:ing)?|propos\w+|planned|future|todo|not yet|would"
_GONE = (
    r"remov(?:e|ed|es|ing)|delet(?:e|ed|es|ing)|deprecated|no longer|renamed|replaced|legacy|e\.g\.|for example|such as"
    r"|for instance|(?:is|are|was) \W{0,2}no\b|does not exist|not (?:\w+ )?implemented"
    r"|(?:other|another|their|UI|separate) repo(?:sitory)?"
)
_PASSING = regex(rf"\b(?:{_TO_COME}|{_GONE})\b", re.IGNORECASE)
"""Lines that speak of what is not there yet, or no more, or elsewhere."""
_ASIDE = regex(r"\b(?:to|in|into|of|from|by|when|if|while|with|rotating|update|edit|'s)\s+(?:the\s+)?\Z", re.IGNORECASE)
"""What stands before a thing that a sentence takes for given."""
_PAST = regex(rf"\b(?:{_GONE})\b", re.IGNORECASE)
_LISTED = regex(r"\s*(?:[-*+]|\d+\.)\s+(?:\[[ x]\]\s+)?\**`[^`]*`")
_FILE = regex(
    r"(\.?(?:[\w-]+\.)+(?:ya?ml|sh|py|toml|json|tf|tfvars|txt|ini|conf|js|ts|sql|cfg|mk)|Dockerfile(?:\.\w+)?|Makefile|Procfile)(?::\d+)?"
)
_NAME = regex(r"(?:make )?[\w.:/@-]+")
_SIMPLE = regex(r"[\w.@/-]+")
_TITLE = regex(r"[A-Z][\w&+-]*(?: [\w&+:-]+){1,6}")
_ENDED = regex(r"\.(?:ya?ml|sh|py|tf|json|toml|env|md|ts|js|go|sql|conf)\Z|/\Z|\A/")
_COMPOUND = regex(r"[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)+")
_COMMENT = regex(r"\s*#\s")
_JOINS = regex(r"\s*(?:,|/|;|&|and|or|,\s*and|,\s*or)\s*")
_OBJECTS = ("workload", "service", "configmap", "secret", "autoscaler")
_COUNT = regex(
    r"`([a-z][\w.-]{1,60})`[^`\n]{0,30}?(?:×\s?|\bx\s?|\bruns\s+|\bhas\s+|[(:]\s*)(\d{1,3})(?:\s+replicas?\b|(?=\s*(?:[,|)]|\Z)))"
    r"|(\d{1,3}) replicas? of `([a-z][\w.-]{1,60})`"
)
_IMAGE = regex(r"((?:[\w.-]+\.[a-z]{2,}(?::\d+)?/|[a-z0-9][\w-]*/)[\w./-]*[\w-](?::[\w.-]{1,80})?|[a-z][\w-]+:\d[\w.-]*)\Z")
_HOST = regex(r"(?<![\w@./-])(?:[a-z0-9-]{1,63}\.){2,6}[a-z]{2,24}(?![\w-])(?=\.?(?:[^\w.]|\Z))")


def told(read: Reading) -> Iterator[Claim]:
    generated = _generated(read)
    shown = typed_lines(read)
    for at, line in read.whole.lines:
        if "/" in line:
            yield from asked(line, Location(read.document.path, at))
        place = Location(read.document.path, at)
        if at in read.fenced and "/" in line and _COMMENT.match(line):
            yield from _of_comment(line, place)
        if line.count(".") > 1:
            yield from bare_hosts_in(_HOST.findall(line), place, PROSE)
        if at in read.fenced:
            yield from ports_in_block(line, place) if at in shown and ":" in line else ()
            continue
        if line.startswith("<!--"):
            continue
        if "`" in line:
            yield from _of_spans(line, place, generated=at in generated)
        if "estore" in line and _RESTORES.search(line):
            yield Claim("datastore", "a database", place, PROSE)
        if "port" in line.lower():
            yield from ports_in(line, place)
        if ":" in line:
            yield from local_ports_in(line, place)
        yield from hosts_in(line, place, PROSE)


def _of_comment(line: str, place: Location) -> Iterator[Claim]:
    """The files that a comment between commands speaks of; what is a comment alone may be the name of what follows."""
    words = [word.strip("`'\"(),;:").rstrip(".:") for word in line.split()[1:]]
    for word in words if len(words) > 1 else ():
        if "/" in word and "//" not in word and _ENDED.search(word) and (found := _PATH.match(word)):
            yield Claim("path", found[1], place, ASIDE, sure=False)


def _generated(read: Reading) -> frozenset[int]:
    """The lines of managed blocks, in which every name came from a file."""
    if "opsworthy:begin" not in read.document.text:
        return frozenset()
    found: set[int] = set()
    inside = False
    for at, line in enumerate(read.document.text.splitlines(), 1):
        if line.startswith("<!-- opsworthy:"):
            inside = "opsworthy:begin" in line
        elif inside:
            found.add(at)
    return frozenset(found)


def _of_spans(line: str, place: Location, *, generated: bool) -> Iterator[Claim]:
    passing = not generated and _PASSING.search(line) is not None
    for run in _runs(line):
        noun = _noun(line, run)
        for span in run:
            text = span[1].strip()
            if passing:
                if _ASIDE.search(line[: span.start()]) and not _PAST.search(line):
                    yield from _aside(text, place)
                continue
            if not _VARIABLE.match(text) and _is_divided(line, span):
                continue
            if noun and _fits(_NOUNS[noun], text):
                yield _named(_NOUNS[noun], text, place, run)
            elif (named := _VARIABLE.match(text)) and not _PATH.match(text):
                listed = generated or _LISTED.match(line, 0, span.end()) is not None
                yield Claim("variable", named[1], place, PROSE, beside=_others(run, named[1]), sure=listed)
            else:
                yield from _by_shape(text, place, run, generated=generated)
    for found in _COUNT.finditer(line) if "replica" in line or "×" in line else ():
        yield Claim("replicas", found[2] or found[3], place, PROSE, found[1] or found[4])


def _fits(kind: str, text: str) -> bool:
    """Whether a text can be a name of a kind: only images and workflows have slashes, and a file with its line is none."""
    if kind in ("image", "make-target"):
        return _NAME.fullmatch(text) is not None
    if kind == "workflow":
        return "/" not in text and (_SIMPLE.fullmatch(text) or _TITLE.fullmatch(text)) is not None
    if kind == "variable" and "/" in text:
        return False
    if kind in _LOWER and not _LOWER_CASE.fullmatch(text):
        return False
    return not _ENDED.search(text) and _SIMPLE.fullmatch(text) is not None


_LOWER = frozenset(["workload", "namespace", "configmap", "container", "service", "autoscaler", "ingress", "volume"])
_LOWER_CASE = regex(r"[a-z0-9][a-z0-9._-]*")


def _named(kind: str, text: str, place: Location, run: list[re.Match[str]]) -> Claim:
    name = text.removeprefix("make ") if kind == "make-target" else text.rpartition("/")[2] if kind == "workflow" else text
    others = (span[1].strip() for span in run)
    return Claim(kind, name, place, PROSE, beside=tuple((kind, each) for each in others if each != text))


def _runs(line: str) -> Iterator[list[re.Match[str]]]:
    """Code spans that stand in one list: `a`, `b` and `c`."""
    run: list[re.Match[str]] = []
    for span in _SPAN.finditer(line):
        if run and not _JOINS.fullmatch(line, run[-1].end(), span.start()):
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def _noun(line: str, run: list[re.Match[str]]) -> str:
    """The word that says what the names of a list are, before it or after it."""
    if _ANY.search(line[: run[0].start()]):
        return ""
    found = _AFTER.match(line, run[-1].end()) or _BEFORE.search(line[: run[0].start()])
    return re.sub(r"\s+", " ", found[1].lower()) if found else ""


def _aside(text: str, place: Location) -> Iterator[Claim]:
    """The variable or the file that a line about something to come takes for given."""
    if _VARIABLE.fullmatch(text):
        yield Claim("variable", text, place, ASIDE, sure=False)
    elif (found := _PATH.match(text)) and "//" not in text and not text.endswith("/"):
        yield Claim("path", found[1], place, ASIDE, sure=False)


def _is_divided(line: str, span: re.Match[str]) -> bool:
    """Whether a slash joins a code span to another."""
    return "/" in (line[span.end() : span.end() + 1], line[max(0, span.start() - 1) : span.start()])


def _others(run: list[re.Match[str]], name: str) -> tuple[tuple[str, str], ...]:
    """The other variables of a list in running text; none where something else stands in it."""
    found = [_VARIABLE.match(span[1].strip()) for span in run]
    return tuple(("variable", each[1]) for each in found if each and each[1] != name) if all(found) else ()


def _by_shape(text: str, place: Location, run: list[re.Match[str]], *, generated: bool) -> Iterator[Claim]:
    """A name whose form says what it is: a path with its ending, a variable, a cron expression, `deployment/api`."""
    if (found := _OBJECT.match(text)) and not _ENDED.search(text):
        kind = next(kind for kind, word in zip(_OBJECTS, found.groups(), strict=False) if word)
        yield Claim(kind, found[6], place, PROSE)
    elif (found := _PATH.match(text)) and "//" not in text:
        yield Claim("path", found[1], place, PROSE, sure=not found[1].endswith("/"))
    elif found := _FILE.fullmatch(text):
        yield Claim("path", found[1], place, PROSE, sure=generated)
    elif _WORD_IN_CAPITALS.fullmatch(text):
        yield Claim("variable", text, place, PROSE, sure=False)
    elif found := _CRON.match(text):
        yield Claim("schedule", found[1], place, PROSE)
    elif ":" in text and (found := _IMAGE.match(text)) and "//" not in text:
        yield Claim("image", found[1], place, PROSE, "block" if generated else "", sure=generated)
    elif _COMPOUND.fullmatch(text):
        others = tuple(("name", span[1].strip()) for span in run if span[1].strip() != text)
        yield Claim("name", text, place, PROSE, beside=others, sure=generated)
    for labels in _LABEL.findall(text):
        for label in labels.split(","):
            yield Claim("label", label, place, PROSE)
