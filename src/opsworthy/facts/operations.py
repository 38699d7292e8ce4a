"""Facts about who watches and who answers: alerts, dashboards, scrapes, telemetry, owners, contacts, commands."""

from opsworthy.facts.workloads import Pairs
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated


@dataclass(frozen=True, slots=True)
class AlertRule:
    """An alert as code. `tool` is prometheus, grafana, datadog, cloudwatch, azure-monitor, google-monitoring or sentry;
    `expression` as written; `threshold` the comparison within it, such as "> 0.05"; `holds_for` in seconds; `annotations`
    are what else is written beside it for people: what it means, what to do, why the threshold is what it is."""

    name: str
    tool: str
    location: Location
    expression: Stated[str] | None = None
    threshold: Stated[str] | None = None
    severity: Stated[str] | None = None
    holds_for: int | None = None
    summary: Stated[str] | None = None
    runbook: Stated[str] | None = None
    labels: Pairs = ()
    environment: str | None = None
    annotations: tuple[tuple[str, Stated[str]], ...] = ()


@dataclass(frozen=True, slots=True)
class AlertReceiver:
    """Where alerts go. `channels` are kinds: pagerduty, opsgenie, slack, email, webhook …; `matches` as the route writes it."""

    name: str
    tool: str
    location: Location
    channels: tuple[Stated[str], ...] = ()
    matches: tuple[str, ...] = ()
    environment: str | None = None


@dataclass(frozen=True, slots=True)
class Dashboard:
    title: str
    tool: str
    location: Location
    uid: str | None = None
    panels: int | None = None
    environment: str | None = None


@dataclass(frozen=True, slots=True)
class Scrape:
    """What collects metrics from where: a ServiceMonitor, a PodMonitor or a scrape job. `interval` as written."""

    name: str
    tool: str
    location: Location
    selector: Pairs = ()
    targets: tuple[Stated[str], ...] = ()
    port: str | None = None
    path: str | None = None
    interval: str | None = None
    namespace: str | None = None
    environment: str | None = None


@dataclass(frozen=True, slots=True)
class TelemetryPipeline:
    """One pipeline of an OpenTelemetry collector; `signal` is traces, metrics, logs or profiles."""

    name: str
    signal: str
    location: Location
    receivers: tuple[str, ...] = ()
    processors: tuple[str, ...] = ()
    exporters: tuple[Stated[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Objective:
    """A service level objective as code. `tool` is openslo, sloth or pyrra; `target` in percent, such as "99.9", and `window`
    as written; `alerts` are the names of the alerts made for it."""

    name: str
    tool: str
    location: Location
    target: Stated[str] | None = None
    window: Stated[str] | None = None
    service: str | None = None
    about: str | None = None
    alerts: tuple[Stated[str], ...] = ()
    environment: str | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """A line of CODEOWNERS: who owns the files of a pattern; an empty tuple says nobody does."""

    pattern: str
    owners: tuple[str, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Contact:
    """Who can be reached and how. `kind` is team, person, channel, email, rota, escalation, service or link; `handle` the
    address, channel or identifier as written, never an integration key."""

    name: str
    kind: str
    tool: str
    location: Location
    handle: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class CatalogEntity:
    """An entity of a software catalogue (Backstage) or a score file; `kind` is Component, API, Resource, System …"""

    name: str
    kind: str
    tool: str
    location: Location
    type: str | None = None
    owner: Stated[str] | None = None
    system: str | None = None
    lifecycle: Stated[str] | None = None
    depends_on: tuple[Stated[str], ...] = ()
    links: tuple[tuple[str, Stated[str]], ...] = ()


@dataclass(frozen=True, slots=True)
class WayToRun:
    """A named command of the repository. `tool` is make, just, task, npm, tilt, skaffold, devcontainer …; `commands` are the
    lines it runs, with what is secret withheld; `needs` are other names it runs first."""

    name: str
    tool: str
    path: str
    location: Location
    commands: tuple[Stated[str], ...] = ()
    needs: tuple[str, ...] = ()
    about: str | None = None
