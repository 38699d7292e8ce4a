"""One command as a reader of claims sees it."""

from collections.abc import Iterator

from opsworthy.commands.command import Command
from opsworthy.rules.shapes.claiming.claim import COMMAND, Claim
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location

_BESIDE = frozenset(
    [
        "deployment",
        "statefulset",
        "daemonset",
        "cronjob",
        "service",
        "namespace",
        "pod",
        "configmap",
        "secret",
        "label",
        "container",
    ]
)


@dataclass(frozen=True, slots=True)
class Line:
    """`inside` is the workload or service that an inner command runs in, "" for a command of the operator's own shell."""

    command: Command
    location: Location
    inside: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        return self.command.words

    def given(self, *options: str) -> Iterator[str]:
        """The values of some options, however they are written."""
        for at, word in enumerate(self.words):
            name, equals, value = word.partition("=")
            if name in options:
                yield value if equals else self.words[at + 1] if at + 1 < len(self.words) else ""

    def after(self, *verbs: str) -> str:
        """The first word after some verbs that is no option; empty where the verbs do not stand there in this order."""
        words = [word for word in self.words[1:] if not word.startswith("-")]
        for at in range(len(words) - len(verbs)):
            if tuple(words[at : at + len(verbs)]) == verbs:
                return words[at + len(verbs)]
        return ""

    def claim(self, kind: str, name: str, of: str = "", *, sure: bool = True) -> Claim:
        beside = tuple((target.kind, target.name) for target in self.command.targets if target.kind in _BESIDE)
        return Claim(kind, name, self.location, COMMAND, of, beside, sure=sure)
