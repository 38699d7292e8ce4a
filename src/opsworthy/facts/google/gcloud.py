"""What `gcloud run deploy` and its relatives are told, word by word."""

from collections.abc import Iterator
from dataclasses import field, replace

from opsworthy.facts.command_lines import image_reference, of_shell
from opsworthy.facts.fact import Told
from opsworthy.facts.google.knative import STORE
from opsworthy.facts.hosting.naming import is_filled_in_elsewhere
from opsworthy.facts.hosting.sizes import cores
from opsworthy.facts.hosting.variables import Named, secrets, variables
from opsworthy.facts.kubernetes.quantities import whole
from opsworthy.facts.ports import number
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.workloads import Autoscaler, Container, Ingress, Port, Resources, Variable, Workload
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Stated
from opsworthy.text.source import Problem

_KINDS = {
    ("run", "deploy"): ("cloud-run", "Service"),
    ("run", "services", "update"): ("cloud-run", "Service"),
    ("run", "jobs", "deploy"): ("cloud-run", "Job"),
    ("run", "jobs", "create"): ("cloud-run", "Job"),
    ("functions", "deploy"): ("cloud-functions", "function"),
}
_SWITCHES = frozenset({
    "--allow-unauthenticated", "--no-allow-unauthenticated", "--async", "--no-async", "--quiet", "--cpu-boost", "--no-cpu-boost",
    "--cpu-throttling", "--no-cpu-throttling", "--no-traffic", "--use-http2", "--session-affinity", "--gen2", "--no-gen2",
    "--trigger-http", "--execute-now", "--wait", "--clear-env-vars", "--clear-secrets", "--no-use-http2",
})  # fmt: skip
_MOST = 400


@dataclass
class Order:
    """One deployment: what is deployed, under which name, with which options (the last of a name wins) and lists."""

    platform: str
    kind: str
    name: Stated[str]
    options: dict[str, Stated[str]] = field(default_factory=dict)
    lists: dict[str, list[Stated[str]]] = field(default_factory=dict)

    def value(self, *names: str) -> Stated[str] | None:
        return next((self.options[name] for name in names if name in self.options), None)

    def pairs(self, *names: str) -> Iterator[tuple[str, Stated[str]]]:
        """The `KEY=value` of lists such as `--set-env-vars=A=1,B=2`."""
        for name in names:
            for written in self.lists.get(name, ()):
                for piece in written.value.lstrip("^").split(","):
                    key, given, value = piece.partition("=")
                    if given and key.strip():
                        yield key.strip(), Stated(value, written.location)


def order(words: list[Stated[str]]) -> Order | None:
    """The deployment that a command line makes; None where it makes none."""
    plain = [word.value for word in words[:_MOST]]
    start = 1 if plain[:1] and plain[0].rpartition("/")[2] == "gcloud" else 0
    start += plain[start : start + 1] in (["beta"], ["alpha"])
    for verbs, (platform, kind) in _KINDS.items():
        if tuple(plain[start : start + len(verbs)]) == verbs:
            return _order(words[start + len(verbs) : _MOST], platform, kind)
    return None


def _order(words: list[Stated[str]], platform: str, kind: str) -> Order | None:
    named: Stated[str] | None = None
    options: dict[str, Stated[str]] = {}
    lists: dict[str, list[Stated[str]]] = {}
    at = 0
    while at < len(words):
        word = words[at]
        at += 1
        if not word.value.startswith("-"):
            named = named or word
            continue
        name, given, value = word.value.partition("=")
        found = Stated(value, word.location)
        if not given and name not in _SWITCHES and at < len(words) and not words[at].value.startswith("--"):
            found = words[at]
            at += 1
        options[name] = found
        lists.setdefault(name, []).append(found)
    return Order(platform, kind, named, options, lists) if named is not None else None


def told(made: Order) -> Iterator[Told]:
    """The workload of a deployment, its scaling, its secrets, and that it can be reached."""
    if is_filled_in_elsewhere(made.name.value):
        advice = "write the name out, or give the variable a value in this file"
        yield Problem(made.name.location, f"the name of this {made.kind} is a variable that no file here fills in", advice)
        return
    name, given = made.name.value, tuple(_given(made))
    port = made.value("--port")
    listens = number(port.value) if port is not None else None
    command = " ".join(each.value.replace(",", " ") for key in ("--command", "--args") if (each := made.value(key)) is not None)
    container = Container(
        name,
        made.name.location,
        _image(made),
        command=of_shell(command),
        ports=(Port(listens, port.location),) if port is not None and listens is not None else (),
        variables=(*variables(given), *_references(made)),
        resources=_resources(made),
    )
    needed = (Stated(each, made.options[key].location) for key in _INSTANCES if key in made.options for each in _split(made, key))
    yield Workload(made.platform, made.kind, name, made.name.location, containers=(container,), depends_on=tuple(needed))
    yield from _scaling(made)
    if "--allow-unauthenticated" in made.options:
        first, last = sorted((made.name.location, made.options["--allow-unauthenticated"].location))
        at = replace(first, end_line=last.line, end_column=0)
        yield Ingress(name, None, "/", name, at, str(listens) if listens else None, tls=True)
    yield from secrets(given, made.platform)
    seen: set[str] = set()
    for _, reference in made.pairs("--set-secrets", "--update-secrets"):
        secret = _secret(reference.value)
        if secret and secret not in seen and not is_filled_in_elsewhere(secret):
            seen.add(secret)
            yield SecretDeclared(secret, STORE, reference.location)


_INSTANCES = ("--add-cloudsql-instances", "--set-cloudsql-instances")


def _split(made: Order, key: str) -> list[str]:
    written = [each.strip() for each in made.options[key].value.split(",")]
    return [each for each in written if each and not is_filled_in_elsewhere(each)]


def _given(made: Order) -> Iterator[Named]:
    for key, value in made.pairs("--set-env-vars", "--update-env-vars"):
        yield Named(key, value.value, value.location)


def _references(made: Order) -> Iterator[Variable]:
    for key, reference in made.pairs("--set-secrets", "--update-secrets"):
        if not key.startswith("/"):
            yield Variable(key, reference.location, source=("secret", _secret(reference.value), ""))


def _secret(reference: str) -> str:
    """The name of `shop-database:latest` and of `projects/1/secrets/shop-database/versions/2`."""
    parts = reference.split("/")
    return parts[parts.index("secrets") + 1] if "secrets" in parts[:-1] else reference.partition(":")[0]


def _image(made: Order) -> Stated[str] | None:
    return image_reference(made.value("--image"))


def _resources(made: Order) -> Resources | None:
    cpu, memory = made.value("--cpu"), made.value("--memory")
    told = memory or cpu
    if told is None:
        return None
    number_of = cores(cpu.value) if cpu else None
    size = whole(memory.value.removesuffix("B")) if memory else None
    return Resources(told.location, number_of, number_of, size, size)


def _scaling(made: Order) -> Iterator[Autoscaler]:
    most, least = _count(made.value("--max-instances", "--max")), _count(made.value("--min-instances", "--min"))
    if most is not None:
        name = made.name.value
        yield Autoscaler(name, made.kind, name, most, most.location, least)


def _count(written: Stated[str] | None) -> Stated[int] | None:
    if written is None or not (written.value.isascii() and written.value.isdigit() and len(written.value) < 8):
        return None
    return Stated(int(written.value), written.location)
