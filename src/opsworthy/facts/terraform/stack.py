"""Everything that a root module makes in one environment, and how its parts find each other."""

from collections.abc import Iterable, Iterator
from dataclasses import field

from opsworthy.facts.marked import reached
from opsworthy.facts.resource_marks import Mark, mark_of
from opsworthy.facts.terraform.building import Made
from opsworthy.facts.terraform.needs import needs_of, plain
from opsworthy.facts.terraform.values import reduce
from opsworthy.facts.view import Found, Pointer, View
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import is_placeholder

KEPT = frozenset(
    [
        "database",
        "cache",
        "queue",
        "topic",
        "stream",
        "bucket",
        "search",
        "table",
        "warehouse",
        "file-system",
        "event-bus",
        "schema",
    ]
)
_GENERAL = frozenset(
    ["this", "main", "default", "self", "primary", "resource", "app", "service", "ecs", "ecs_service", "ecs_task", "task",
     "task_definition", "function", "lambda", "lambda_function", "instance", "server", "db", "database", "cluster", "bucket",
     "queue", "topic", "table", "web_app", "container", "deployment", "cloud_run", "run", "fargate", "svc"]
)  # fmt: skip
_LONGEST = 200
_MODULE = regex(r"module\.([^.\[]+)")
_VERSIONS = {"aws_secretsmanager_secret_version": "secret_id", "google_secret_manager_secret_version": "secret"}


@dataclass(eq=False)
class Stack:
    """`tool` reads the files; `folder` is that of the root module."""

    made: tuple[Made, ...]
    folder: str
    environment: str | None = None
    tool: str = "terraform"
    by_address: dict[str, Made] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.made:
            self.by_address.setdefault(each.address, each)
            self.by_address.setdefault(plain(each.address), each)

    def of(self, *types: str) -> Iterator[Made]:
        """The resources of some types."""
        return (each for each in self.made if each.type in types and not each.data and not each.module)

    def view(self, node: Node | Made) -> View:
        """The values of a resource, or one of them; what a secret holds is a Pointer to that secret."""
        held = node.values if isinstance(node, Made) else node
        return View(self._reduced(held), self._reduced)

    def _reduced(self, node: Node) -> Found:
        found = reduce(node)
        return self._secret(found) if isinstance(found, Pointer) and found.kind == "resource" else found

    def _secret(self, pointer: Pointer) -> Pointer:
        if pointer.name.rpartition("var.")[1]:
            return Pointer("secret", pointer.name.rpartition("var.")[2], pointer.location, "", self.tool)
        here = self.by_address.get(pointer.name) or self.by_address.get(plain(pointer.name))
        for _ in range(3):
            if here is None:
                return pointer
            mark = mark_of(here.type)
            if mark is not None and (mark.kind == "secret" or (mark.kind == "parameter" and _is_secure(here))):
                return Pointer("secret", self.title(here), pointer.location, "", mark.engine or "")
            member = here.values.entry(_VERSIONS.get(here.type, ""))
            below = reduce(member.value) if member is not None else None
            here = self.by_address.get(below.name) if isinstance(below, Pointer) else None
        return pointer

    def pointed(self, view: View, *types: str) -> Made | None:
        """The resource that a value is an attribute of; types narrow it."""
        found = view.found
        if not isinstance(found, Pointer) or found.kind != "resource":
            return None
        here = self.by_address.get(found.name) or self.by_address.get(plain(found.name))
        return here if here is not None and (not types or here.type in types) else None

    def title(self, made: Made) -> str:
        """What a resource is called: its name in the cloud, else the word that its files use for it."""
        mark = mark_of(made.type)
        return self.own_name(made, mark) or self.word(made)

    def own_name(self, made: Made, mark: Mark | None) -> str | None:
        view = self.view(made)
        paths = mark.names if mark is not None else (("name",),)
        named = next((said for path in paths if (said := reached(view, path).string())), None)
        if not named or is_placeholder(named) or "\n" in named or len(named) > _LONGEST:
            return None
        return named.strip().rstrip("-") or None

    def word(self, made: Made) -> str:
        """Its label; where that says nothing, the name of the module that it stands in."""
        modules = _MODULE.findall(made.address if not made.module else made.address.rpartition("module.")[0])
        return modules[-1] if made.label.lower() in _GENERAL and modules else made.label

    def is_general(self, made: Made) -> bool:
        return made.label.lower() in _GENERAL and not _MODULE.search(made.address)

    def needs(self, made: Made, *names: str) -> tuple[tuple[Made, Location], ...]:
        """The resources that a resource refers to; only in some of its members where names are given."""
        found = []
        for address, where in needs_of(made.scope, made.block.body, *names):
            target = self.by_address.get(address)
            if target is not None and target is not made:
                found.append((target, where))
        return tuple(found)

    def depends_on(self, *parts: Made | None) -> tuple[Stated[str], ...]:
        """The stores and channels that resources need, by their names."""
        found: dict[str, Stated[str]] = {}
        for part in parts:
            for target, where in self.needs(part) if part is not None else ():
                mark = mark_of(target.type) if not target.module else None
                if mark is not None and mark.kind in KEPT and not target.data:
                    found.setdefault(self.title(target), Stated(self.title(target), where))
        return tuple(found.values())


def _is_secure(made: Made) -> bool:
    kind = View(made.values, reduce).at("type").string()
    return kind == "SecureString" or (made.data and kind is None)


def without(mapping: Mapping, names: Iterable[str]) -> Mapping:
    left = frozenset(names)
    return Mapping(tuple(entry for entry in mapping.entries if entry.key not in left), mapping.location)
