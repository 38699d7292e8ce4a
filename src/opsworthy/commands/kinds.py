"""Values with a grammar of their own: what a value of each kind looks like, and how that is said."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex

_FORMATS = (
    r"(?:json|yaml|kyaml|wide|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file|"
    r"custom-columns|custom-columns-file)(?:=.*)?"
)
_CRON_FIELD = r"(?:\*|[\dA-Za-z?L#W]+(?:-[\dA-Za-z]+)?)(?:/\d+)?"
_CRON_FIELDS = rf"{_CRON_FIELD}(?:,{_CRON_FIELD})*"
_CRON = rf"{_CRON_FIELDS}(?:\s+{_CRON_FIELDS}){{4}}"
_DIRECTION = r"(?:north|south|east|west|central|northeast|northwest|southeast|southwest)"
_AMOUNT = r"(?:\d+(?:\.\d*)?|\.\d+)"
_UNIT = "ns|us|µs|μs|ms|s|m|h"
_WORKLOADS = "deploy(?:ments?)?|ds|daemonsets?|sts|statefulsets?|rollouts?|dc|deploymentconfigs?"
_PODS = "pods?|po|deploy(?:ments?)?|sts|statefulsets?|ds|daemonsets?|jobs?|svc|services?"
_IMAGE = r"(?:[\w.-]+(?::\d+)?/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::[\w][\w.-]{0,127})?(?:@\w+:[0-9a-fA-F]{32,})?"


@dataclass(frozen=True, slots=True)
class Kind:
    """`said` completes “accepts …”."""

    said: str
    fits: Callable[[str], object]


def _jsonpath(value: str) -> bool:
    """Braces and brackets close in the order in which they opened, outside of quotes."""
    form, _, path = value.partition("=")
    if not form.startswith("jsonpath") or form == "jsonpath-file" or not path:
        return True
    open_, quote = [], ""
    for letter in path:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in "{[(":
            open_.append({"{": "}", "[": "]", "(": ")"}[letter])
        elif letter in "}])" and (not open_ or open_.pop() != letter):
            return False
    return not open_


def _format(value: str) -> bool:
    return _compiled(_FORMATS).fullmatch(value) is not None and _jsonpath(value)


def _schedule(value: str) -> bool:
    return value.startswith(("@", "TZ=", "CRON_TZ=", "every ")) or _compiled(_CRON).fullmatch(value) is not None


def _pattern(pattern: str) -> Callable[[str], object]:
    """Whether a value fits a pattern, which is compiled when it is first asked for."""
    return lambda value: _compiled(pattern).fullmatch(value)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return regex(pattern, re.DOTALL)


KINDS: Mapping[str, Kind] = {
    "int": Kind("a whole number", _pattern(r"[+-]?\d[\d_]*|0[xX][0-9a-fA-F]+")),
    "number": Kind("a number", _pattern(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")),
    "bool": Kind("true or false", _pattern(r"(?i:true|false|1|0|t|f|yes|no)")),
    "log": Kind("a number of lines, or all", _pattern(r"all|[+-]?\d+")),
    "duration": Kind("a duration such as 30s or 5m", _pattern(rf"[+-]?(?:0|(?:{_AMOUNT}(?:{_UNIT}))+)")),
    "wait": Kind("a duration such as 30s or 5m", _pattern(rf"[+-]?(?:\d+|(?:{_AMOUNT}(?:{_UNIT}|d))+)")),
    "span": Kind("a duration such as 30s, 5m or 2d", _pattern(rf"(?:{_AMOUNT}(?:{_UNIT}|d|w))+|P[\w.]+")),
    "moment": Kind("a time or a duration such as 10m", _pattern(rf"[+-]?(?:{_AMOUNT}(?:{_UNIT}|d|w))+|.*\d.*\d.*|\d+")),
    "size": Kind("a size such as 512m or 2g", _pattern(r"-?\d+(?:\.\d+)? ?(?i:[bkmgtpe]i?b?)?")),
    "quantities": Kind("amounts such as cpu=500m,memory=256Mi", _pattern(r"[\w./-]+=[^,=]+(?:,[\w./-]+=[^,=]+)*")),
    "ports": Kind(
        "ports such as 8080:80",
        _pattern(r"(?:(?:[\w.*-]+|\[[^\]]*\]):)?(?:[\d-]*:)?(?:\d+(?:-\d+)?(?:/(?:tcp|udp|sctp))?|[a-z][a-z0-9-]*)"),
    ),
    "arn": Kind("an ARN (arn:aws:…)", _pattern(r"arn:.*|file://.*|ssm:.*")),
    "awsregion": Kind(
        "a region such as eu-west-1",
        _pattern(rf"[a-z]{{2,4}}(?:-gov|-iso[a-z]?|sc)?-{_DIRECTION}-\d+|aws-[a-z-]*global|[a-z]{{2,8}}"),
    ),
    "gcpregion": Kind(
        "a region such as europe-west1", _pattern(r"[a-z]+-[a-z]+\d+(?:-[a-z])?|global|us|eu|asia|-|all|nam\d+|eur\d+")
    ),
    "gcpzone": Kind("a zone such as europe-west1-b", _pattern(r"[a-z]+-[a-z]+\d+-[a-z]+|https://.*")),
    "image": Kind("an image such as registry/name:tag", _pattern(_IMAGE)),
    "cron": Kind("a cron schedule of five fields", _schedule),
    "schedule": Kind("rate(…), cron(…) or at(…)", _pattern(r"(?:cron|rate|at)\(.*\)")),
    "workload": Kind("a type and a name, such as deployment/api", _pattern(rf"(?:{_WORKLOADS})(?:\.[\w.]+)?(?:[/,].*)?")),
    "pod": Kind(
        "the name of a pod, or a type and a name joined by a slash, such as deployment/api", _pattern(rf"(?!(?:{_PODS})$).*")
    ),
    "output": Kind("json, yaml, wide, name, jsonpath=…, go-template=… or custom-columns=…, well formed", _format),
    "timestamp": Kind(
        "a time such as 2026-01-31T00:00:00Z, or seconds since 1970",
        _pattern(r"[+-]?\d+(?:\.\d+)?|[\w+:., /-]*\d[\w+:., /-]*|now.*"),
    ),
    "url": Kind("an address with its scheme", _pattern(r"[A-Za-z][\w+.-]*://\S+|[\w.-]+:\S+")),
}


def misfit(kind: str, value: str) -> str:
    """What the kind accepts, where this value is no such thing; "" where it is, or nobody knows the kind."""
    known = KINDS.get(kind)
    return known.said if known is not None and not known.fits(value) else ""
