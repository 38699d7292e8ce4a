"""A command as it stands in a text, and what it means."""

from enum import StrEnum

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location

PURPOSES = frozenset(
    [
        "apply",
        "autoscale",
        "backup",
        "build",
        "configure",
        "connect",
        "cost",
        "deploy",
        "health",
        "history",
        "logs",
        "maintain",
        "metrics",
        "migrate",
        "migrate-back",
        "notify",
        "release",
        "restart",
        "restore",
        "roll-back",
        "scale",
        "scan",
        "secret-list",
        "secret-read",
        "secret-write",
        "start",
        "status",
        "stop",
        "test",
        "version",
        "wait",
    ]
)


NEEDS = frozenset(["cluster", "daemon", "database", "host", "login", "network", "root"])
"""What a command may need besides its tool: a cluster that a context points at, a daemon of containers on this machine, a
database that answers, another machine, credentials of an account, the network, the rights of root."""


class Effect(StrEnum):
    """What running it does to the world. A command that no grammar knows is UNKNOWN, never READS."""

    READS = "reads"
    CHANGES = "changes"
    DESTROYS = "destroys"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Target:
    """What a command names: `kind` such as deployment, namespace, app, url, file, secret, context, label, image."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Command:
    """One simple command of a shell text. `words` are unquoted; `placeholders` are words such as <your-app> that a reader
    must replace, and variables that nothing in sight sets; `purposes` are among PURPOSES. `inner` is what it runs elsewhere, as
    `kubectl exec … -- psql` does: its effect, purposes, targets and placeholders are counted in those of the whole. `needs` are
    among NEEDS."""

    text: str
    tool: str
    words: tuple[str, ...]
    location: Location
    effect: Effect = Effect.UNKNOWN
    purposes: frozenset[str] = frozenset()
    targets: tuple[Target, ...] = ()
    placeholders: tuple[str, ...] = ()
    known: bool = False
    inner: tuple["Command", ...] = ()
    needs: frozenset[str] = frozenset()

    def names(self, kind: str) -> tuple[str, ...]:
        """The names of its targets of one kind."""
        return tuple(target.name for target in self.targets if target.kind == kind)
