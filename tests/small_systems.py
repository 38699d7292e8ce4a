"""Systems written down by hand, a few lines of TOML each, for the cases of rules; the form is told in tests/rules/README.md."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from opsworthy.facts.workloads import Probe
from opsworthy.pricing.estimate import Estimate, Line, Total
from opsworthy.records.history import Changed, Written
from opsworthy.records.improvement import Improvement
from opsworthy.system.model import (
    Assessment,
    CredentialInClear,
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
from opsworthy.text.location import Location, Unknown

Table = dict[str, Any]
EXTRAS = frozenset({"improvements"})


def read_extras(path: Path | None) -> dict[str, Any]:
    """What the file says that is no part of the system: fields of the subject of a rule."""
    data: Table = tomllib.loads(path.read_text(encoding="utf-8")) if path else {}
    told = tuple(
        Improvement(**{**each, "location": _at(f"ops/bar.toml:{each['location']}"), "clauses": tuple(each["clauses"])})
        for each in data.get("improvements", [])
    )
    return {"improvements": told} if told else {}


def read_system(path: Path | None) -> tuple[System, Estimate | None]:
    """The system that a file describes, and the estimate where it gives one; a bare service where there is no file."""
    data: Table = tomllib.loads(path.read_text(encoding="utf-8")) if path else {}
    known = {"name", "kind", "paid", "paths", "environments", "services", "secrets", "documents", "migrations", "pipelines",
             "limits", "third-parties", "questions", "status", "estimate", "credentials",
             "history", "texts"}  # fmt: skip
    assert data.keys() <= known | EXTRAS, f"{path}: unknown keys {sorted(data.keys() - known)}"
    kind = data.get("kind", "service")
    system = System(
        name=data.get("name", "shop"),
        deployable=Assessment(kind in ("service", "job", "static-site"), kind, (Reason(f"it is written down as {kind}", ()),)),
        paid_resources=Assessment(data.get("paid", False), "", (Reason("the plan says so", (_at("plan.md:1"),)),)),
        services=tuple(_service(name, table) for name, table in data.get("services", {}).items()),
        environments=tuple(_environment(name, table) for name, table in data.get("environments", {}).items()),
        secrets=tuple(_secret(name, table) for name, table in data.get("secrets", {}).items()),
        pipelines=tuple(_pipeline(path, jobs) for path, jobs in data.get("pipelines", {}).items()),
        third_parties=tuple(ThirdParty(name, "saas", True, (), (), ()) for name in data.get("third-parties", [])),
        migrations=tuple(
            MigrationSet(tool, "migrations", None, 2, None, True, (), (_at("migrations/0001.py:1"),))
            for tool in data.get("migrations", [])
        ),
        limits=tuple(Limit(None, None, name, value, (_at("quota.yaml:7"),)) for name, value in data.get("limits", {}).items()),
        credentials=tuple(CredentialInClear(kind, _at(place)) for place, kind in data.get("credentials", {}).items()),
        documents=tuple(Document(kind, path, None) for path, kind in data.get("documents", {}).items()),
        questions=tuple(Question(key, "?", who, "") for key, who in data.get("questions", {}).items()),
        status=_status(data["status"]) if "status" in data else None,
        paths=frozenset([*data.get("paths", []), *data.get("documents", {}), *data.get("texts", {})]),
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


def read_texts(path: Path | None) -> dict[str, str]:
    """Texts of files of the repository, by path."""
    data: Table = tomllib.loads(path.read_text(encoding="utf-8")) if path else {}
    return dict(data.get("texts", {}))


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
