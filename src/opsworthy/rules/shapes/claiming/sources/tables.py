"""Claims of tables: a column that is called Port, Namespace or Variable says what its cells are."""

import re
from collections.abc import Iterator
from functools import cache

from opsworthy.rules.shapes.claiming.claim import TABLE, Claim
from opsworthy.rules.shapes.claiming.hosts import hosts_in
from opsworthy.rules.shapes.reading import Reading, Row
from opsworthy.rules.shapes.subject import plain as words_of
from opsworthy.text.data import data_of
from opsworthy.text.regex import regex

_NONE = frozenset(
    [
        "",
        "-",
        "–",
        "—",
        "n/a",
        "none",
        "no",
        "yes",
        "any",
        "all",
        "tbd",
        "varies",
        "n a",
        "default",
        "various",
        "optional",
        "required",
    ]
)
_PARTS = regex(r"\s*(?:,|;|<br\s*/?>|\s/\s|(?<=\s)and(?=\s)|(?<=\s)or(?=\s)|\+)\s*")
_NAME = regex(r"[A-Za-z0-9_][\w./:@*-]{0,120}\Z")
_SHAPES = {
    "port": regex(r":?(\d{2,5})(?:/(?:tcp|udp|http|https|grpc))?(?:\s*\([^)]*\))?\Z", re.IGNORECASE),
    "variable": regex(r"\$?\{?([A-Z][A-Z0-9_]{2,80})\}?\Z"),
    "schedule": regex(r"((?:[\d*/,\-A-Za-z?L#]+\s+){4}[\d*/,\-A-Za-z?L#]+)\Z"),
    "replicas": regex(r"(?:×\s*|x\s*)?(\d{1,3})(?:\s*(?:replicas?|pods?|instances?))?\Z"),
    "namespace": regex(r"([a-z0-9][a-z0-9-]{1,62})\Z"),
    "workload": regex(r"(?:[a-z]+/)?([a-z0-9][a-z0-9.-]{1,62})\Z"),
    "service": regex(r"(?:svc/)?([a-z0-9][a-z0-9_.-]{1,62})\Z"),
    "container": regex(r"([a-z0-9][a-z0-9_.-]{1,62})\Z"),
    "configmap": regex(r"([a-z0-9][a-z0-9.-]{2,80})\Z"),
    "compose-service": regex(r"([a-z0-9][a-z0-9_.-]{1,62})\Z"),
    "secret": regex(r"([A-Za-z0-9][\w./-]{3,80})\Z"),
    "image": regex(r"([a-z0-9][\w./-]{2,120}(?::[\w.-]{1,80})?)\Z"),
    "path": regex(r"((?:\./)?[\w.@-]+(?:/[\w.@-]+)+/?"
                       r"|[\w.-]+\.(?:ya?ml|sh|py|tf|toml|json|env|conf|md|ts|js|go))(?::\d+(?:-\d+)?)?\Z"),
    "workflow": regex(r"(?:\.github/workflows/)?([\w.-]+\.ya?ml)\Z"),
    "job": regex(r"([\w][\w.-]{2,60})\Z"),
    "make-target": regex(r"make\s+([\w.-]+)\Z"),
    "script": regex(r"(?:npm|yarn|pnpm)(?: run)? ([\w:.-]+)\Z"),
    "alert": regex(r"([A-Z][A-Za-z0-9]{5,80}|[A-Z][A-Za-z0-9_]{5,80})\Z"),
    "region": regex(r"([a-z]{2,12}(?:-[a-z]+)?-?[a-z]*-?\d)\Z"),
    "bucket": regex(r"(?:s3://|gs://)?([a-z0-9][a-z0-9.-]{2,62})/?\Z"),
    "queue": regex(r"([a-z0-9][\w.-]{2,80})\Z"),
    "process": regex(r"([a-z][a-z0-9_]{1,30})\Z"),
    "label": regex(r"([\w./-]+=[\w.-]+)\Z"),
}  # fmt: skip
_ADDRESSED = regex(r"(?<![\w./-])(?!localhost:)([a-z][a-z0-9-]{1,60}):(\d{2,5})(?!\d)")
_PORT_VARIABLE = regex(r"[A-Z][A-Z0-9_]*PORT\Z")
_PORT_NUMBER = regex(r"\d{2,5}\Z")
_OF_CHOICE = regex(r"example|sample|suggest|e\.g", re.IGNORECASE)
_WHOLE = frozenset(["schedule", "threshold", "version", "command"])


@cache
def _kinds() -> dict[str, str]:
    told = data_of("opsworthy.rules.shapes.claiming", "columns.toml")
    return {name: kind for kind, names in reversed(told.items()) for name in names}


def told(read: Reading) -> Iterator[Claim]:
    for row in read.rows:
        yield from _of_row(row)


def _of_row(row: Row) -> Iterator[Claim]:
    columns = [(_kinds().get(words_of(name), ""), cell) for name, cell in zip(row.header, row.cells, strict=False)]
    subject = row.cells[0].strip(" `*") if row.cells else ""
    addressed = _ADDRESSED.search(" ".join(row.cells))
    beside = tuple((kind, cell.strip(" `*")) for kind, cell in columns if kind in ("namespace", "workload", "service", "alert"))
    least, most = (
        _column(row, names)
        for names in (("min", "minimum", "min replicas", "minreplicas"), ("max", "maximum", "max replicas", "maxreplicas"))
    )
    if least.isdigit() and most.isdigit():
        yield Claim("bounds", f"{least}-{most}", row.location, TABLE, subject, beside)
    if _PORT_VARIABLE.match(subject):
        for name, cell in zip(row.header[1:], row.cells[1:], strict=False):
            if _PORT_NUMBER.match(value := cell.strip(" `*")) and not _OF_CHOICE.search(name):
                yield Claim("port", value, row.location, TABLE, subject)
    for at, (kind, cell) in enumerate(columns):
        if kind and cell.strip(" `*").lower() not in _NONE:
            of = addressed[1] if kind == "port" and addressed and addressed[2] in cell else subject
            at_least = kind == "version" and words_of(row.header[at]).startswith("min") and cell.strip(" `*")[:1].isdigit()
            yield from _of_cell(kind, f"{cell.strip(' `*+')}+" if at_least else cell, row, of if at else "", beside)


def _column(row: Row, names: tuple[str, ...]) -> str:
    found = (cell for name, cell in zip(row.header, row.cells, strict=False) if words_of(name) in names)
    return next(found, "").strip(" `*")


def _of_cell(kind: str, cell: str, row: Row, of: str, beside: tuple[tuple[str, str], ...]) -> Iterator[Claim]:
    if kind == "host":
        yield from hosts_in(cell, row.location, TABLE)
        return
    if kind in ("threshold", "version", "command"):
        yield Claim(kind, cell.strip(" `*"), row.location, TABLE, of, beside)
        return
    shape = _SHAPES[kind]
    for part in (cell,) if kind in _WHOLE else _PARTS.split(cell):
        found = shape.match(part.strip(" `*()"))
        if found:
            yield Claim(kind, found[1], row.location, TABLE, of, beside, sure=kind not in ("service", "secret", "path", "job"))
