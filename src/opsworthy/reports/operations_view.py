"""The simple lists of `opsworthy.system/1`: who watches, who answers, what clouds are told to make, how commands are called."""

from opsworthy.reports.system_schema import DifferenceView, DifferentView, EntryView, PartView, PlaceView
from opsworthy.system.model import Resource, System
from opsworthy.text.location import Location, Stated, Unknown


def places(locations: tuple[Location, ...]) -> list[PlaceView]:
    """Each with its last line where that is another than the first."""
    return [
        PlaceView(each.path, each.line, each.column or None, each.end_line if each.end_line > each.line else None)
        for each in locations
    ]


def entry(title: str, locations: tuple[Location, ...], /, **attributes: str | None) -> EntryView:
    """A named entry with those attributes that say something."""
    return EntryView(title, {key: value for key, value in attributes.items() if value}, places(locations))


def alerts(system: System) -> list[EntryView]:
    return [
        entry(
            each.name,
            (each.location,),
            tool=each.tool,
            severity=_text(each.severity),
            threshold=_text(each.threshold),
            holds_for_seconds=None if each.holds_for is None else str(each.holds_for),
            summary=_text(each.summary),
            runbook=_text(each.runbook),
            environment=each.environment,
        )
        for each in system.alerts
    ]


def contacts(system: System) -> list[EntryView]:
    """Who can be asked: what a person answered, then what files say of people, teams, channels and rotas, then owners."""
    told = [
        entry(each.key.removeprefix("contacts."), (each.location,), value=str(each.value))
        for each in system.answers
        if each.key.startswith("contacts.") and each.value != ""
    ]
    told += [
        entry(each.name, (each.location,), kind=each.kind, tool=each.tool, value=each.handle, about=each.about)
        for each in system.contacts
    ]
    told += [
        entry(each.owner.value, (each.owner.location,), kind="owner", tool=each.tool, about=each.name)
        for each in system.catalog
        if each.owner is not None
    ]
    return told + [
        entry(owner, (each.location,), kind="owner", tool="codeowners", about=each.pattern)
        for each in system.owners
        for owner in each.owners
    ]


def watching(system: System) -> dict[str, list[EntryView]]:
    """Lists of what watches the system, by their names in the published shape."""
    return {
        "receivers": [
            entry(each.name, (each.location,), tool=each.tool, channels=", ".join(told.value for told in each.channels))
            for each in system.receivers
        ],
        "dashboards": [
            entry(each.title, (each.location,), tool=each.tool, uid=each.uid, environment=each.environment)
            for each in system.dashboards
        ],
        "objectives": [
            entry(
                each.name,
                (each.location,),
                tool=each.tool,
                target=_text(each.target),
                window=_text(each.window),
                service=each.service,
            )
            for each in system.objectives
        ],
        "scrapes": [
            entry(each.name, (each.location,), tool=each.tool, port=each.port, path=each.path, interval=each.interval)
            for each in system.scrapes
        ],
        "telemetry": [
            entry(
                each.name,
                (each.location,),
                signal=each.signal,
                receivers=", ".join(each.receivers),
                exporters=", ".join(told.value for told in each.exporters),
            )
            for each in system.telemetry
        ],
        "backups": [
            entry(
                each.name,
                (each.location,),
                tool=each.tool,
                target=each.target,
                schedule=_text(each.schedule),
                retention=_text(each.retention),
            )
            for each in system.backups
        ],
    }


def made(system: System) -> dict[str, list[EntryView]]:
    """Lists of what clouds and clusters are told to make, and of the commands that have names."""
    return {
        "resources": [_resource(each) for each in system.resources],
        "charts": [
            entry(
                each.name,
                (each.location,),
                path=each.path,
                version=each.version,
                app_version=each.app_version,
                rendered_by=each.rendered.by if each.rendered is not None else None,
                told_by_helm=", ".join(each.rendered.taken) if each.rendered is not None else None,
                not_rendered_because="; ".join(each.rendered.refused) if each.rendered is not None else None,
            )
            for each in system.charts
        ],
        "deliveries": [
            entry(
                each.name,
                (each.location,),
                tool=each.tool,
                repository=each.repository,
                path=each.path,
                chart=each.chart,
                revision=each.revision,
                namespace=each.namespace,
                environment=each.environment,
            )
            for each in system.deliveries
        ],
        "commands": [
            entry(each.name, (each.location,), tool=each.tool, path=each.path, about=each.about) for each in system.commands
        ],
        "credentials_in_clear": [entry(each.name or each.kind, (each.location,), kind=each.kind) for each in system.credentials],
    }


def differences(system: System) -> list[DifferenceView]:
    return [
        DifferenceView(
            each.subject,
            each.attribute,
            [DifferentView(name, told.value, places((told.location,))) for name, told in each.values],
        )
        for each in system.differences
    ]


def parts(system: System) -> list[PartView]:
    return [PartView(each.name, each.folder, list(each.services), list(each.datastores)) for each in system.parts]


def _resource(each: Resource) -> EntryView:
    count = each.count
    told = {
        "platform": each.platform,
        "tool": each.tool,
        "type": each.type,
        "address": each.address,
        "kind": each.kind,
        "engine": each.engine,
        "environment": each.environment,
        "count": f"unknown: {count.reason}" if isinstance(count, Unknown) else None if count is None else str(count.value),
        "paid": str(each.paid).lower(),
    }
    said = {name: value.value for name, value in each.attributes if isinstance(value, Stated) and name not in told}
    return entry(each.name, (each.location,), **(told | said))


def _text(told: Stated[str] | None) -> str | None:
    return told.value if told is not None else None
