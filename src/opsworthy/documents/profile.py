"""Which profile a document answers to, told by its own structure."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Literal

from opsworthy.documents.document import Document, Section
from opsworthy.documents.topics import normal
from opsworthy.text.data import data_of
from opsworthy.text.regex import regex

Profile = Literal["alert", "service", "page", "library", "cost-plan", "report"]

_ALERT_NAME = regex(r"(?:[A-Za-z]{0,12}_)?[A-Za-z][a-z]+(?:[A-Z0-9][a-z0-9]*){1,14}\Z|[A-Z]{2,8}(?:[A-Z][a-z0-9]+){1,14}\Z")
_SAYS_ALERT = regex(r"\W*(?:alert|alarm)\b\W|.{1,80}\b(?:alert|alarm)\W*\Z", re.IGNORECASE)
_PUBLISHES = frozenset(
    ["npm", "yarn", "pnpm", "twine", "uv", "poetry", "hatch", "flit", "cargo", "gem", "mvn", "gradle", "goreleaser"]
)
_RUNS = frozenset(["operations", "monitoring", "rollback", "troubleshooting", "deployment"])
_REGION_OF = {
    "alerts": "monitoring", "dashboards": "monitoring", "key-metrics": "monitoring", "lifecycle": "operations",
    "maintenance": "operations", "scaling": "operations", "health": "operations", "logs": "operations",
}  # fmt: skip
_WHOLE, _WHOLE_NAMED, _DEEPEST = 4, 3, 3
"""So many of the five regions, as its main sections, make a document the runbook of a service, whatever it is called; fewer do at
any place where it is called one, or one that is called so and tells how to deploy."""
_OF_INCIDENTS = regex(r"\W*(?:incidents?|on-?call|alerts?|emergency)\b(?: \w+)? (?:run|play)-?books?\W*\Z", re.IGNORECASE)
_OF_ALERTS = regex(
    r"(?:run-?book\W{1,4})?(?:alerts?|alarms?|observability(?: (?:demo|(?:and|&) alert(?:s|ing)))?"
    r"|monitoring (?:and|&) alert(?:s|ing))"
    r"(?: run-?book)?\W*(?:\([^()]{1,40}\)\W*)?\Z|.{1,60}\b(?:bring[- ]?up|development|demo) run-?book\W*\Z",
    re.IGNORECASE,
)
"""Titles of a list of alerts, and of what is set up or tried out once."""
_OF_MANY_ALERTS = regex(
    r"\b(?:troubleshoot(?:ing)?|faq|alert(?:ing)? (?:systems?|rules|manager|management|configuration|setup|guide))\b",
    re.IGNORECASE,
)
_ASIDE = regex(r"\s*\([^()]{1,30}\)\s*\Z")
"""As in “Triage (5 minutes)”."""
_INDEX = regex(r"(?:^|/)(?:run-?books?|play-?books?)/(?:readme|index)\.\w+\Z", re.IGNORECASE)
"""What leads to the pages beside it."""
_NAMED = regex(r"(?:(?:service|operations|ops|production|prod|main)[-_ ]?)?run[-_ ]?book\Z", re.IGNORECASE)
_ONE = regex(
    r"\b(?:(?:re)?deploy(?:ment|ing)?s?|roll(?:ing)?[- ]?backs?|monitoring|alert(?:ing|s)?|troubleshooting|debug(?:ging)?|faq"
    r"|troubleshoot|issues|convert\w*|incident response"
    r"|disaster recovery|dr|backups?|restor(?:e|ing)|recovery|migrat(?:ion|ing)|upgrad(?:e|ing)"
    r"|set ?up|install(?:ation|ing)?|bootstrap|configur(?:e|ation|ing)|onboarding|launch|verif(?:y|ication|ying)|validation"
    r"|checklist|(?:pre|post)[- ]\w+|rotat(?:e|ion|ing)|secrets?|security|scaling|failover|drill|cut ?over|how to|quick ?start"
    r"|hardening|testing|guide to|high \w+|\w+ down|error rate|latency|outage|failures?|oom\w*|crash\w*|exhausted|addendum)\b",
    re.IGNORECASE,
)
"""What the title of a page on one subject names, while that of a whole runbook names the service or its operation."""
_MANY = regex(r"\b(?:operat\w*|ops|handbook|production manual)\b", re.IGNORECASE)
_TRIED = regex(r"\boperations (?:&|and) testing\b", re.IGNORECASE)
_REPORTS = regex(
    r"(?:^|/)(?:incidents?|post-?mortems?|\.?audits?[\d-]*|adrs?|decisions|rfcs?|proposals|meetings|retros?|specs?|specifications"
    r"|plans?|_meta|templates?|reports?|research|reviews|design|skills|prompts|agents|instructions|remediations?|architecture"
    r"|[\w-]*(?:evidence|audit)[\w-]*|release-gate"
    r"|courses?|workshops?|lessons?|exercises?|deprecated[\w-]*)/|(?:^|/)\.(?!github/)[\w-]+/",
    re.IGNORECASE,
)
_REPORT = regex(r"\W*(?:incident(?: report)?|post-?mortem|audit(?: report)?|adr|rfc)\b\W*[:\d–—-]", re.IGNORECASE)
_OTHER_NAME = regex(
    r"(?:^|[-_ ])(?:audit|spec(?:ification)?|(?<!recovery[-_ ])(?<!response[-_ ])(?<!rollback[-_ ])(?<!continuity[-_ ])plan"
    r"|proposal|template|retro(?:spective)?|philosophy|report|post-?mortem|assessment|changelog|explanation|results"
    r"|sign[-_ ]?off|(?<!cost[-_ ])summary|fixes[-_ ]\d"
    r"|redesign|evidence|remediation|projectplan|patterns|addendum)(?:$|[-_ ])|\.instructions\Z"
    r"|^(?:status|skill|agents|claude)$",
    re.IGNORECASE,
)
_COST_PLAN = regex(r"^cost[-_ ]?plan$", re.IGNORECASE)
_COST_TOOL = regex(
    r"\b(?:implementation|complete)\b"
    r"|\b(?:analysis|optimi[sz]ation|tracking|monitoring|management) (?:system|module|engine|tool)\b",
    re.IGNORECASE,
)
_ENGLISH_WORDS = frozenset(["the", "to", "is", "of", "and", "in", "for", "with", "this", "if", "on", "are", "it"])
_ENGLISH = regex(rf"\b(?:{'|'.join(sorted(_ENGLISH_WORDS))})\b", re.IGNORECASE)
_LETTERS_OF_WORD = 3
"""At least, with the space after it."""
_ENGLISH_LEAST, _WORDS_LEAST, _FOREIGN_LEAST = 0.03, 60, 0.02


def profile_of(document: Document) -> Profile:
    """The profile of a parsed document: a cost plan by its kind; a page for one alert by its name and its parts (meaning, impact,
    diagnosis, mitigation) where the sections of a runbook are absent; a release guide by commands that publish a package and
    nothing that runs; the runbook of a service by its name, or by most of a runbook's regions; else one page of many, such as a
    guide to one procedure, which owes what a procedure owes and not what a whole runbook does. What tells or plans rather than
    guides, and what is written in another language, is judged as a report."""
    named = document.kind == "cost-plan" and _COST_PLAN.search(_stem(document)) is not None
    if (is_report(document) and not named) or in_another_language(document) or _is_cost_tool(document):
        return "report"
    if document.kind == "cost-plan":
        return "cost-plan"
    if is_alert_page(document):
        return "alert"
    if _is_release_guide(document) and not _on_one_subject(document):
        return "library"
    return "service" if _is_whole(document) else "page"


def _is_cost_tool(document: Document) -> bool:
    """Whether what has cost in its name tells of a program that reckons costs, and not what anything costs."""
    title = _title(document)
    return document.kind == "cost-plan" and title is not None and _COST_TOOL.search(title.title) is not None


def is_report(document: Document) -> bool:
    """Whether a document tells what happened, was decided or is planned, rather than what to do: an incident report, an audit, a
    decision, a specification, a template."""
    title = _title(document)
    named = _REPORTS.search(document.path) or _OTHER_NAME.search(_stem(document))
    return bool(named or (title and _REPORT.match(title.title)))


def in_another_language(document: Document) -> bool:
    """Whether the running text is in a language whose words the rules do not know."""
    text = " ".join(paragraph.text for section in document.sections() for paragraph in section.paragraphs)[:20000]
    enough = int(len(text) / _LETTERS_OF_WORD * _ENGLISH_LEAST) + 1
    said = filter(_ENGLISH_WORDS.__contains__, text.lower().split())
    if next(islice(said, enough - 1, None), None) is not None:
        return False
    words = re.findall(r"[^\W\d_]{2,}", text)
    if len(words) < _WORDS_LEAST or len(_ENGLISH.findall(text)) >= _ENGLISH_LEAST * len(words):
        return False
    return sum(not word.isascii() for word in words) >= _FOREIGN_LEAST * len(words)


def _called(document: Document) -> str:
    """The name of the file in words, and the title."""
    title = _title(document)
    return f"{re.sub('[-_.]', ' ', _stem(document))} / {title.title if title else ''}"


def _stem(document: Document) -> str:
    return document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def is_named_runbook(document: Document) -> bool:
    """Whether the name of the file says that it is the runbook of a service."""
    return document.kind == "runbook" and _NAMED.match(_stem(document)) is not None


def _is_whole(document: Document) -> bool:
    stem = _stem(document)
    title = _title(document)
    named = _NAMED.match(stem) is not None or bool(title and _NAMED.match(title.title.strip()))
    if named and title and (_OF_INCIDENTS.match(title.title) or _OF_ALERTS.match(title.title.strip("# "))):
        return False
    if not named:
        return not _on_one_subject(document) and _has_the_form(document)
    topics = {section.topic for section in document.sections() if section.level <= _DEEPEST}
    regions = {_REGION_OF.get(topic, topic) for topic in topics} & _RUNS
    return len(regions) >= _WHOLE_NAMED or "deployment" in regions


def _has_the_form(document: Document) -> bool:
    """Whether the main sections of a document are most of a runbook's regions, and little else."""
    main = _main(document)
    regions = {each.topic for each in main} & _RUNS
    return len(regions) >= _WHOLE and len(regions) * 2 >= len(main)


def _on_one_subject(document: Document) -> bool:
    """Whether a page is named after one procedure or one subject."""
    if _INDEX.search(document.path):
        return True
    named = _called(document)
    return bool(_ONE.search(named)) and (not _MANY.search(named) or _TRIED.search(named) is not None)


def is_alert_page(document: Document) -> bool:
    """Whether a document is about one alert. Its name alone is not enough, and two parts alone are not either: a name needs one
    part with it, and without a name there must be three, or a part that explains beside one that acts under one title."""
    if _stem(document).lower() in ("readme", "index") or _OF_MANY_ALERTS.search(_called(document)):
        return False
    top = _main(document)
    found = parts_of(document)
    runs = {each.topic for each in top if each.topic in _RUNS and not part_of(each.title)}
    if len(runs) > 1 or not found:
        return False
    if alert_name(document) and not runs:
        return True
    explains, acts = found & {"meaning", "impact"}, found & {"diagnosis", "mitigation"}
    return not runs and len(found) >= 3 and bool(explains and acts)


def parts_of(document: Document) -> frozenset[str]:
    """The parts of an alert's page that a document has: by its headings, or where those are too few by what leads a paragraph."""
    top = _main(document)
    found = {part for section in top for part in [part_of(section.title)] if part}
    return frozenset(found | ({part for section in top for part in _led(section)} if len(found) < 2 else set()))


def alert_name(document: Document) -> str:
    """The alert that the title, else the name of the file, names; empty where neither looks like one."""
    titled = _title(document)
    words = titled.title.strip("` ") if titled else ""
    if _ALERT_NAME.match(words) or _SAYS_ALERT.match(words):
        return words
    file = document.path.rsplit("/", 1)[-1].removesuffix(".md")
    return file if _ALERT_NAME.match(file) and not titled else ""


@cache
def part_of(title: str) -> str:
    """The part of an alert's page that a heading opens: meaning, impact, diagnosis or mitigation; empty for any other."""
    return _parts().get(normal(_ASIDE.sub("", title)), "")


@cache
def _parts() -> dict[str, str]:
    data = data_of(__package__, "profile.toml")
    return {name: part for part, names in data["parts"].items() for name in names}


def _title(document: Document) -> Section | None:
    """The heading that stands over the whole document."""
    first = document.root.sections
    alone = len(first) == 1 or (len(first) > 1 and first[0].level == 1 and not part_of(first[0].title))
    return first[0] if first and alone else None


def _main(document: Document) -> tuple[Section, ...]:
    """The sections below the title, or all of the first level where the title does not hold them."""
    first = document.root.sections
    if len(first) == 1:
        return first[0].sections or first
    return tuple(each for section in first for each in ((section, *section.sections) if section is first[0] else (section,)))


def _led(section: Section) -> Iterator[str]:
    for paragraph in section.paragraphs:
        if paragraph.label:
            yield from filter(None, [part_of(paragraph.label)])


def _is_release_guide(document: Document) -> bool:
    topics = {section.topic for section in document.sections()}
    if topics & {"operations", "monitoring", "health", "scaling", "lifecycle"}:
        return False
    if any("deploy" in command.purposes for section in document.sections() for command in section.commands()):
        return False
    publishes = (
        command
        for section in document.sections()
        for command in section.commands()
        if command.tool in _PUBLISHES and "release" in command.purposes
    )
    return next(publishes, None) is not None
