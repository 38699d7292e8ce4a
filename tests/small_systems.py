"""Systems written down by hand, a few lines of TOML each, for the cases of rules; the form is told in tests/rules/README.md."""

import tomllib
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from opsworthy.app.checking.exchanging import asked, exchanged
from opsworthy.facts.detect import detect
from opsworthy.facts.workloads import Probe
from opsworthy.pricing.estimate import Estimate, Line, Total
from opsworthy.records.asked import Asked
from opsworthy.records.exchanging import standing
from opsworthy.records.history import Changed, Written
from opsworthy.records.improvement import Improvement
from opsworthy.records.review import Review
from opsworthy.records.since import Since
from opsworthy.repository.changes import Changes
from opsworthy.repository.memory import MemoryTree
from opsworthy.rules.rule import Subject
from opsworthy.rules.shapes.criteria import criteria
from opsworthy.rules.shapes.reviewed import digest_of, parts_of
from opsworthy.system.build import build
from opsworthy.system.comparison import differences
from opsworthy.system.definitions import definitions, said_by
from opsworthy.system.model import (
    AlertRule,
    Assessment,
    CredentialInClear,
    Difference,
    Document,
    Environment,
    Job,
    Limit,
    MigrationSet,
    Pipeline,
    Placement,
    Question,
    Reason,
    Scaling,
    Secret,
    Service,
    Status,
    System,
    ThirdParty,
)
from opsworthy.text.location import Location, Stated, Unknown

Table = dict[str, Any]
EXTRAS = frozenset({"improvements", "reviews", "asked", "since"})
FRESH = "as it is"


def read_extras(path: Path | None, document: str, text: str) -> dict[str, Any]:
    """What the file says that is no part of the system: fields of the subject of a rule. `document` is the path of the case."""
    data: Table = tomllib.loads(path.read_text(encoding="utf-8")) if path else {}
    told = tuple(
        Improvement(**{**each, "location": _at(f"ops/bar.toml:{each['location']}"), "clauses": tuple(each["clauses"])})
        for each in data.get("improvements", [])
    )
    reviews = tuple(Review(commit="", documents=(), **each) for each in data.get("reviews", []))
    asked = tuple(Asked(**each) for each in data.get("asked", []))
    found = {"improvements": told, "reviews": reviews, "asked": asked}
    return {name: each for name, each in found.items() if each} | _since(data, document, text)


def _since(data: Table, document: str, text: str) -> dict[str, Any]:
    """What a change under review is held against: the files before it; `tree` has those of now, and the system is theirs alone.
    `document` gives what stood in the text of the case before, by what stands there now."""
    if "since" not in data:
        return {}
    before, now = {**data["tree"], **data["since"].get("before", {})}, dict(data["tree"])
    old, new = (build(detect(MemoryTree(files)), data.get("name", "shop")) for files in (before, now))
    old, new = replace(old, paths=frozenset(before)), replace(new, paths=frozenset(now))
    told = definitions(new)
    texts = {path: text for path, text in before.items() if now.get(path) != text}
    written = text
    for here, there in data["since"].get("document", {}).items():
        written = written.replace(here, there)
    then, here = texts | {document: written}, now | {document: text}
    hunks = {path: _hunks(then[path], here[path]) for path in then if path in here and then[path] != here[path]}
    every = exchanged(Changes({}, hunks), then.get, here.get)
    left = standing(asked(every, old, new, (text,)), now, now.get)
    since = Since(
        "main", old, differences(definitions(old), told), hunks, texts=texts, said=said_by(told), exchanged=every, standing=left
    )
    return {"since": since, "system": new, "text_of": now.get}


def _hunks(before: str, now: str) -> tuple[tuple[int, int, int, int], ...]:
    """Changed places as git counts them."""
    found = SequenceMatcher(None, before.splitlines(), now.splitlines(), autojunk=False).get_opcodes()
    return tuple(
        (begin + (end > begin), end - begin, first + (last > first), last - first)
        for what, begin, end, first, last in found
        if what != "equal"
    )


def as_it_is(subject: Subject) -> Subject:
    """A review whose digest is `as it is` becomes one of the documents of the case."""
    parts = {each.id: parts_of(subject, each) for each in criteria()}
    reviews = tuple(
        replace(each, digest=digest_of(parts[each.criterion]), parts=parts[each.criterion]) if each.digest == FRESH else each
        for each in subject.reviews
    )
    return replace(subject, reviews=reviews)


def read_system(path: Path | None) -> tuple[System, Estimate | None]:
    """The system that a file describes, and the estimate where it gives one; a bare service where there is no file."""
    data: Table = tomllib.loads(path.read_text(encoding="utf-8")) if path else {}
    known = {"name", "kind", "paid", "paths", "environments", "services", "secrets", "documents", "migrations", "pipelines", "tree",
             "limits", "third-parties", "questions", "status", "estimate", "credentials", "differences", "alerts",
             "history", "texts", "addresses"}  # fmt: skip
    assert data.keys() <= known | EXTRAS, f"{path}: unknown keys {sorted(data.keys() - known)}"
    kind = data.get("kind", "service")
    found = build(detect(MemoryTree(data.get("tree", {}))), "shop")
    system = System(
        name=data.get("name", "shop"),
        deployable=Assessment(kind in ("service", "job", "static-site"), kind, (Reason(f"it is written down as {kind}", ()),)),
        paid_resources=Assessment(data.get("paid", False), "", (Reason("the plan says so", (_at("plan.md:1"),)),)),
        services=tuple(_service(name, table) for name, table in data.get("services", {}).items()) + found.services,
        environments=tuple(_environment(name, table) for name, table in data.get("environments", {}).items())
        + found.environments,
        secrets=tuple(_secret(name, table) for name, table in data.get("secrets", {}).items()),
        pipelines=tuple(_pipeline(path, jobs) for path, jobs in data.get("pipelines", {}).items()) + found.pipelines,
        third_parties=tuple(ThirdParty(name, "saas", True, (), (), ()) for name in data.get("third-parties", [])),
        migrations=tuple(
            MigrationSet(tool, "migrations", None, 2, None, True, (), (_at("migrations/0001.py:1"),))
            for tool in data.get("migrations", [])
        ),
        limits=tuple(Limit(None, None, name, value, (_at("quota.yaml:7"),)) for name, value in data.get("limits", {}).items()),
        credentials=tuple(CredentialInClear(kind, _at(place)) for place, kind in data.get("credentials", {}).items()),
        documents=tuple(Document(kind, path, None) for path, kind in data.get("documents", {}).items()),
        questions=tuple(Question(key, "?", who, "") for key, who in data.get("questions", {}).items()),
        differences=tuple(
            Difference(
                what.partition(" ")[0],
                what.partition(" ")[2],
                tuple((name, Stated(value, _at(f"k8s/{name}.yaml:3"))) for name, value in values.items()),
            )
            for what, values in data.get("differences", {}).items()
        ),
        alerts=tuple(
            AlertRule(
                name,
                "prometheus",
                _at("monitoring/rules.yaml:5"),
                annotations=tuple((key, Stated(value, _at("monitoring/rules.yaml:9"))) for key, value in said.items()),
            )
            for name, said in data.get("alerts", {}).items()
        ),
        status=_status(data["status"]) if "status" in data else None,
        variables_read=found.variables_read,
        declared=found.declared,
        packages=found.packages,
        health=found.health,
        paths=frozenset([*data.get("paths", []), *data.get("documents", {}), *data.get("texts", {}), *data.get("tree", {})]),
    )
    return system, _estimate(data["estimate"]) if "estimate" in data else None


def read_history(path: Path | None) -> Written | None:
    """The history that a file describes: the day of a file's last commit, of a document's lines, and what commits changed."""
    data: Table = tomllib.loads(path.read_text(encoding="utf-8")).get("history", {}) if path else {}
    changes = {
        name: tuple(Changed(each["day"], "0" * 40, each["line"], tuple(each["removed"]), tuple(each["added"])) for each in listed)
        for name, listed in data.get("changes", {}).items()
    }
    lines = {name: tuple([day] * 1000) for name, day in data.get("lines", {}).items()}
    return Written(data.get("files", {}), lines, changes, data.get("trouble", "")) if data else None


def read_addresses(path: Path | None) -> dict[str, str] | None:
    """What came of trying addresses of the web; None where nobody tried."""
    data: Table = tomllib.loads(path.read_text(encoding="utf-8")) if path else {}
    return data.get("addresses")


def read_texts(path: Path | None) -> dict[str, str]:
    """Texts of files of the repository, by path."""
    data: Table = tomllib.loads(path.read_text(encoding="utf-8")) if path else {}
    return {**data.get("tree", {}), **data.get("texts", {})}


def _at(place: str) -> Location:
    path, _, line = place.rpartition(":")
    return Location(path, int(line))


def _environment(name: str, table: Table) -> Environment:
    at = _at(table.get("at", f"k8s/overlays/{name}/kustomization.yaml:1"))
    platform = table.get("platform", "kubernetes")
    return Environment(
        name, platform, ("kustomize", f"k8s/overlays/{name}"), table.get("namespace"), name.startswith("prod"), (at,)
    )


def _service(name: str, table: Table) -> Service:
    probes = tuple(Probe("readiness", "http", _at("k8s/deployment.yaml:30"), path=path) for path in table.get("health", []))
    placements = tuple(_placement(name, table, environment, place) for environment, place in table.get("in", {"": {}}).items())
    platform = table.get("platform", "kubernetes")
    return Service(
        name, table.get("kind", "api"), platform, None, (), probes, (), placements, (), (), None, (_at("k8s/deployment.yaml:1"),)
    )


def _placement(name: str, table: Table, environment: str, place: Table) -> Placement:
    bounds = place.get("replicas")
    scaling = Scaling(name, bounds[0], bounds[1], (), (_at("k8s/hpa.yaml:8"),)) if bounds else None
    platform, workload = table.get("platform", "kubernetes"), table.get("workload", name)
    return Placement(
        environment or None, platform, "Deployment", workload, place.get("namespace"),
        Unknown("not written down"), scaling, None, None, (), (), (_at("k8s/deployment.yaml:4"),),
    )  # fmt: skip


def _secret(name: str, table: Table) -> Secret:
    at = _at(table.get("at", "k8s/secrets.yaml:5"))
    return Secret(
        name,
        table.get("store", "kubernetes"),
        table.get("object"),
        table.get("key"),
        table.get("remote"),
        None,
        (),
        (),
        bool(table.get("clear")),
        (at,),
        tuple(_at(place) for place in table.get("clear", [])),
    )


def _pipeline(path: str, jobs: dict[str, list[str]]) -> Pipeline:
    return Pipeline(
        "ci", path, "github-actions", ("push",),
        tuple(Job(name, tuple(purposes), None, (), (), (Location(path, 10),)) for name, purposes in jobs.items()),
        (Location(path, 1),),
    )  # fmt: skip


def _status(table: Table) -> Status:
    return Status(table.get("status", ""), _at("status.json:2"), table.get("phase"), None, None, table.get("problem"))


def _estimate(ends: list[int]) -> Estimate:
    low, likely, high = (Decimal(each) for each in ends)
    line = Line("web", "web", None, Decimal(1), "month", likely, low, likely, high, "priced", "compute", "one dyno", ())
    return Estimate("2026-01-15", (line,), Total(low, likely, high, complete=True))
