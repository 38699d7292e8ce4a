"""The steps of CircleCI jobs: commands of the file itself followed with their parameters, parts of orbs named in full."""

from collections.abc import Iterator

from opsworthy.facts.pipelines.steps import command, inputs, part
from opsworthy.facts.project import PipelineStep
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, Sequence, entries, find, items, stated, string
from opsworthy.text.regex import regex

_PARAMETER = regex(r"<<\s*(?:parameters|matrix)\.([\w.-]{1,100})\s*>>")
_CONDITIONS = ("when", "unless")
_QUIET = frozenset(
    ["add_ssh_keys", "attach_workspace", "checkout", "persist_to_workspace", "restore_cache", "save_cache", "setup_remote_docker",
     "store_artifacts", "store_test_results"]
)  # fmt: skip
_DEEPEST = 8
_MOST = 400

Parameters = dict[str, str]


@dataclass
class Steps:
    """Reads steps; `orbs` are the full names by their short ones."""

    root: Mapping
    orbs: dict[str, str]
    followed: int = 0

    def of(self, written: tuple[Node, ...], given: Parameters, depth: int = 0) -> Iterator[PipelineStep]:
        for item in written:
            self.followed += 1
            if self.followed > _MOST:
                return
            if isinstance(item, Scalar):
                yield from self._named(item.text, None, item.location, given, depth)
            elif isinstance(item, Mapping):
                for entry in item.entries[:1]:
                    yield from self._entry(entry, item.location, given, depth)

    def _entry(self, entry: Entry, at: Location, given: Parameters, depth: int) -> Iterator[PipelineStep]:
        if entry.key == "run":
            text = string(entry.value) or string(entry.value, "command") or ""
            name = string(entry.value, "name")
            yield command(filled(text, given), at, filled(name, given) if name else None, string(entry.value, "when"))
        elif entry.key in _CONDITIONS and depth < _DEEPEST:
            yield from self.of(items(entry.value, "steps"), given, depth + 1)
        else:
            yield from self._named(entry.key, entry.value, at, given, depth)

    def _named(self, name: str, told: Node | None, at: Location, given: Parameters, depth: int) -> Iterator[PipelineStep]:
        own = find(self.root, "commands", name)
        if isinstance(own, Mapping):
            if depth < _DEEPEST:
                handed = {each.key: filled(each.value.text, given) for each in entries(told) if isinstance(each.value, Scalar)}
                yield from self.of(items(own, "steps"), {**defaults(own), **handed}, depth + 1)
        elif name not in _QUIET:
            yield part(self.full(name), "orb", at, inputs(entries(told)), string(told, "name") or name)

    def full(self, name: str) -> str:
        """`aws-ecr/build` as `circleci/aws-ecr/build`: the orb by its own name, without its version."""
        short, slash, what = name.partition("/")
        return f"{self.orbs.get(short, short)}/{what}" if slash else name


def defaults(node: Node | None) -> Parameters:
    """The defaults of the parameters of a job or command."""
    told = ((entry.key, stated(entry.value, "default")) for entry in entries(node, "parameters"))
    return {key: value.value for key, value in told if value is not None}


def filled(text: str, given: Parameters) -> str:
    """A text with the parameters that are known put in."""
    if "<<" not in text:
        return text
    return _PARAMETER.sub(lambda match: given.get(match.group(1), match.group(0)), text)


def orbs_of(root: Mapping) -> dict[str, str]:
    """Orbs by their short name, without version; one that is written out in the file keeps its short name."""
    found: dict[str, str] = {}
    for entry in entries(root, "orbs"):
        told = stated(entry.value)
        found[entry.key] = told.value.partition("@")[0] if told is not None else entry.key
    return found


def contexts(node: Node | None) -> tuple[Stated[str], ...]:
    """The contexts whose variables a job is given."""
    told = find(node, "context")
    listed = told.items if isinstance(told, Sequence) else (told,) if told is not None else ()
    return tuple(each for item in listed if (each := stated(item)) is not None)
