"""Claims of tables: a column that is called Port, Namespace or Variable says what its cells are."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from opsworthy.rules.shapes.claiming.claim import TABLE, Claim
from opsworthy.rules.shapes.claiming.hosts import hosts_in
from opsworthy.rules.shapes.reading import Reading, Row
from opsworthy.rules.shapes.subject import plain as words_of

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
_PARTS = re.compile(r"\s*(?:,|;|<br\s*/?>|\s/\s|(?<=\s)and(?=\s)|(?<=\s)or(?=\s)|\+)\s*")
_NAME = re.compile(r"[A-Za-z0-9_][\w./:@*-]{0,120}\Z")
_SHAPES = {
    "port": re.compile(r":?(\d{2,5})(?:/(?:tcp|udp|http|https|grpc))?(?:\s*\([^)]*\))?\Z", re.IGNORECASE),
    "variable": re.compile(r"\$?\{?([A-Z][A-Z0-9_]{2,80})\}?\Z"),
    "schedule": re.compile(r"((?:[\d*/,\-A-Za-z?L#]+\s+){4}[\d*/,\-A-Za-z?L#]+)\Z"),
    "replicas": re.compile(r"(?:×\s*|x\s*)?(\d{1,3})(?:\s*(?:replicas?|pods?|instances?))?\Z"),
    "namespace": re.compile(r"([a-z0-9][a-z0-9-]{1,62})\Z"),
    "workload": re.compile(r"(?:[a-z]+/)?([a-z0-9][a-z0-9.-]{1,62})\Z"),
    "service": re.compile(r"(?:svc/)?([a-z0-9][a-z0-9_.-]{1,62})\Z"),
    "container": re.compile(r"([a-z0-9][a-z0-9_.-]{1,62})\Z"),
    "configmap": re.compile(r"([a-z0-9][a-z0-9.-]{2,80})\Z"),
    "compose-service": re.compile(r"([a-z0-9][a-z0-9_.-]{1,62})\Z"),
    "secret": re.compile(r"([A-Za-z0-9][\w./-]{3,80})\Z"),
    "image": re.compile(r"([a-z0-9][\w./-]{2,120}(?::[\w.-]{1,80})?)\Z"),
    "path": re.compile(r"((?:\./)?[\w.@-]+(?:/[\w.@-]+)+/?"
                       r"|[\w.-]+\.(?:ya?ml|sh|py|tf|toml|json|env|conf|md|ts|js|go))(?::\d+(?:-\d+)?)?\Z"),
    "workflow": re.compile(r"(?:\.github/workflows/)?([\w.-]+\.ya?ml)\Z"),
    "job": re.compile(r"([\w][\w.-]{2,60})\Z"),
    "make-target": re.compile(r"make\s+([\w.-]+)\Z"),
    "script": re.compile(r"(?:npm|yarn|pnpm)(?: run)? ([\w:.-]+)\Z"),
    "alert": re.compile(r"([A-Z][A-Za-z0-9]{5,80}|[A-Z][A-Za-z0-9_]{5,80})\Z"),
    "region": re.compile(r"([a-z]{2,12}(?:-[a-z]+)?-?[a-z]*-?\d)\Z"),
    "bucket": re.compile(r"(?:s3://|gs://)?([a-z0-9][a-z0-9.-]{2,62})/?\Z"),
    "queue": re.compile(r"([a-z0-9][\w.-]{2,80})\Z"),
    "process": re.compile(r"([a-z][a-z0-9_]{1,30})\Z"),
    "label": re.compile(r"([\w./-]+=[\w.-]+)\Z"),
}  # fmt: skip
_ADDRESSED = re.compile(r"(?<![\w./-])([a-z][a-z0-9-]{1,60}):(\d{2,5})(?!\d)")
_WHOLE = frozenset(["schedule", "threshold", "version", "command"])


@cache
def _kinds() -> dict[str, str]:
    text = files("opsworthy.rules.shapes.claiming").joinpath("columns.toml").read_text("utf-8")
    return {name: kind for kind, names in reversed(tomllib.loads(text).items()) for name in names}


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
    for at, (kind, cell) in enumerate(columns):
        if kind and cell.strip(" `*").lower() not in _NONE:
            of = addressed[1] if kind == "port" and addressed and addressed[2] in cell else subject
            yield from _of_cell(kind, cell, row, of if at else "", beside)


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
