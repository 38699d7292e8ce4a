"""Doubts about alerts, secrets, migrations and workflows that a section names."""

from collections.abc import Iterator

from opsworthy.records.since import Since
from opsworthy.rules.shapes.changed import says
from opsworthy.rules.shapes.doubting.doubt import Doubt, Spoken, doubted, quoted, stated
from opsworthy.system.comparison import Change
from opsworthy.system.model import System
from opsworthy.text.location import Location

_OF_ALERT = ("threshold", "expression", "delay")
_LEAST_NAME = 6
_WRITERS = {
    "doppler": ("doppler",),
    "external-secrets": ("aws", "gcloud", "az", "vault"),
    "fly": ("fly", "flyctl"),
    "heroku": ("heroku",),
    "kubernetes": ("kubectl", "oc"),
    "sealed-secrets": ("kubeseal",),
    "sops": ("sops",),
    "vault": ("vault",),
}
"""The tools that write to a store. What a pipeline keeps for itself stands beside the store of what runs, not in its place."""


def of_alerts(since: Since, spoken: Spoken) -> Iterator[Doubt]:
    """An alert that the heading, or the first cell of a row, names: what it means and when it fires is said there."""
    changed: dict[str, Change] = {}
    for change in since.changes:
        if change.kind == "alert" and change.attribute in _OF_ALERT:
            known = changed.get(change.name)
            if known is None or _OF_ALERT.index(change.attribute) < _OF_ALERT.index(known.attribute):
                changed[change.name] = change
    for name, change in changed.items():
        if len(name) < _LEAST_NAME:
            continue
        if says(spoken.passage.title, name) and not stated(change, spoken):
            yield from doubted(change, since, spoken.passage.location, f"it says what {name} means")
            continue
        for row in spoken.passage.rows:
            told = " ".join(row.cells)
            if row.cells and says(row.cells[0], name) and not (change.after and says(told, change.after.value)):
                yield from doubted(change, since, row.location, f"it says what {name} means")
                break


def of_secrets(since: Since, spoken: Spoken) -> Iterator[Doubt]:
    """A secret that a command writes where it was kept before."""
    for change in since.changes:
        if change.kind != "secret" or change.attribute != "store" or change.before is None or change.after is None:
            continue
        then, now = (_WRITERS.get(told.value, ()) for told in (change.before, change.after))
        name, _, held = change.name.partition(" of ")
        names = frozenset(each for each in (name, held) if each)
        for command in spoken.naming(names, frozenset(["secret", "config", "variable"])):
            if "secret-write" in command.purposes and now and command.tool in then and command.tool not in now:
                yield from doubted(change, since, command.location, f"it writes {held or name} by {quoted(command)}")
                break


def of_migrations(since: Since, now: System, spoken: Spoken) -> Iterator[Doubt]:
    """A way back over a migration that the change adds and that cannot be undone."""
    back = next((each for each in spoken.passage.commands if "migrate-back" in each.purposes), None)
    if back is None:
        return
    known = {(since.renamed.get(at.path, at.path)) for each in since.system.migrations for at in each.irreversible}
    for migrations in now.migrations:
        added = [at for at in migrations.irreversible if at.path not in known]
        if added:
            why = f"it goes back by {quoted(back)}"
            yield Doubt(back.location, why, added[0], f"{added[0].path.rpartition('/')[2]} cannot be undone")


def of_workflows(since: Since, spoken: Spoken) -> Iterator[Doubt]:
    """A workflow that a command starts by hand and that can no longer be started so."""
    for change in since.changes:
        if change.kind != "pipeline" or change.attribute != "triggers" or change.before is None:
            continue
        gone = "workflow_dispatch" in change.before.value and "workflow_dispatch" not in (
            change.after.value if change.after else ""
        )
        for command in spoken.passage.commands if gone else ():
            if "run" in command.words and change.name.rpartition("/")[2] in command.names("workflow"):
                place = change.after.location if change.after else Location(change.name, 1)
                yield Doubt(
                    command.location, f"it runs {quoted(command)}", place, f"{change.name} no longer has workflow_dispatch"
                )
                break
