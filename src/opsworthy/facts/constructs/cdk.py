"""What the constructs of the AWS CDK make."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from posixpath import join, normpath

from opsworthy.facts.command_lines import image_reference
from opsworthy.facts.constructs.construct import CODE, Construct
from opsworthy.facts.ecs.containers import ports as ports_of
from opsworthy.facts.ecs.containers import probes as probes_of
from opsworthy.facts.fact import Told
from opsworthy.facts.given_variables import Given, of_mapping, secrets, variables
from opsworthy.facts.marked import backup_of, resource
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.resource_marks import engine_named, mark_of, spelled
from opsworthy.facts.view import Pointer, View
from opsworthy.facts.workloads import Container, Port, Resources, Variable, Workload
from opsworthy.text.data import data_of
from opsworthy.text.location import Stated, Unknown
from opsworthy.text.node import Entry, Node, Scalar
from opsworthy.text.node import Mapping as MappingNode
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import is_secret

_PLATFORMS = {
    "app-runner": ("app-runner", "service"),
    "function": ("lambda", "function"),
    "service": ("ecs", "service"),
    "task": ("ecs", "task"),
}
_NEEDED = frozenset(
    ["bucket", "cache", "database", "event-bus", "file-system", "queue", "search", "stream", "table", "topic", "workflow"]
)
_MEBIBYTE = 1024 * 1024
_WORD = regex(r"\w{1,80}")
_FIRST = regex(r"([\w.]{1,200})\(\s{0,20}['\"]([^'\"\n]{1,200})['\"]")
_NAMES = (
    "tableName", "bucketName", "queueName", "topicName", "functionName", "serviceName", "instanceIdentifier", "clusterIdentifier",
    "secretName", "domainName", "streamName", "repositoryName", "restApiName", "apiName", "userPoolName", "eventBusName",
    "clusterName", "loadBalancerName", "dashboardName", "alarmName", "stateMachineName",
)  # fmt: skip


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return data_of("opsworthy.facts.constructs", "constructs.toml")


def made_by(construct: Construct) -> tuple[str, str] | None:
    """The CloudFormation type that a construct makes, and how it runs if it does; None for what is no construct of AWS."""
    module = module_of(construct.module, construct.name)
    if module is None:
        return None
    name = construct.name.rpartition(".")[2]
    said = _table().get(module, {}).get(name)
    if said is not None:
        made, _, runs = said.partition("#")
        return made, runs
    return _level_one(module, name)


def _level_one(module: str, name: str) -> tuple[str, str] | None:
    """`CfnTable` of `aws-dynamodb` is AWS::DynamoDB::Table: any marked type of the service that ends so."""
    if not name.startswith("Cfn"):
        return None
    service, ending = module.removeprefix("aws-").replace("-", ""), name.removeprefix("Cfn")
    known = (made.partition("#")[0] for made in _table().get(module, {}).values())
    spoken = next((made.split("::")[1] for made in known), service.capitalize())
    kind = f"AWS::{spoken}::{ending}"
    return (kind, "function" if kind == "AWS::Lambda::Function" else "") if mark_of(kind) is not None else None


def module_of(module: str, name: str) -> str | None:
    """The module's own name: `aws-rds` for `aws-cdk-lib/aws-rds`, `@aws-cdk/aws-rds`, `aws_cdk.aws_rds` and `aws-cdk-lib`."""
    parts = [*module.replace("_", "-").replace("/", ".").split("."), *name.replace("_", "-").split(".")[:-1]]
    if not any(part in ("aws-cdk-lib", "@aws-cdk", "aws-cdk", "software") for part in parts):
        return None
    return next((part for part in reversed(parts) if part.startswith("aws-") and part not in ("aws-cdk", "aws-cdk-lib")), None)


class Program:
    """The constructs of one file, and what is added to them."""

    def __init__(self, found: list[Construct], added: list[Construct], folder: str) -> None:
        self.known = [(each, made) for each in found if (made := made_by(each)) is not None]
        self.added = added
        self.folder = folder
        self.titles = {each.held_as: _title(each) for each, made in self.known if each.held_as and _keeps(made[0])}
        self.held = {each.held_as for each, _ in self.known if each.held_as}

    def containers(self, task: str) -> tuple[Container, ...]:
        """The containers that are added to the task definition of a name."""
        return tuple(_added(each, self._ports(each), self) for each in self.added_to(task))

    def added_to(self, task: str) -> list[Construct]:
        return [each for each in self.added if each.module == task and spelled(each.name) == "addcontainer"]

    def _ports(self, container: Construct) -> tuple[Port, ...]:
        mapped = [each for each in self.added if each.module == container.held_as and spelled(each.name) == "addportmappings"]
        numbers = [(each.view.at("containerPort").number(), each) for each in mapped if container.held_as]
        return tuple(Port(number.value, number.location) for number, _ in numbers if isinstance(number, Stated))

    def given(self, task: str) -> tuple[Given, ...]:
        """The variables of the containers that are added to a task definition."""
        return tuple(_known(one, self.held) for each in self.added_to(task) for one in of_mapping(each.view.at("environment")))

    def needs(self, task: str) -> tuple[Stated[str], ...]:
        return _needs(self.given(task), self.titles)


def facts(program: Program, prefix: str) -> Iterator[Told]:
    """The facts of one file's constructs; what the program computes is unknown."""
    for each, (kind, runs) in program.known:
        yield from _resource(each, kind, prefix)
        if kind == "AWS::SecretsManager::Secret":
            yield SecretDeclared(_title(each), "aws-secrets-manager", each.location)
        if runs:
            yield from _running(each, runs, program)


def _resource(each: Construct, kind: str, prefix: str) -> Iterator[Told]:
    mark = mark_of(kind)
    if mark is None:
        return
    looped = Unknown("made once for each turn of a loop", each.location) if each.looped else None
    view = View(_with_words(each), each.view.reduce)
    told = resource(mark, view, "cdk", kind, f"{prefix}/{each.id or each.name}", each.location, looped, title=_title(each))
    yield told
    backup = backup_of(told)
    yield from (backup,) if backup is not None else ()


def _keeps(kind: str) -> bool:
    mark = mark_of(kind)
    return mark is not None and mark.kind in _NEEDED


def _title(each: Construct) -> str:
    named = next((text for key in _NAMES if (text := each.view.at(key).string())), None)
    return named or each.id or each.held_as or each.name.rpartition(".")[2]


def _with_words(each: Construct) -> Node | None:
    """The properties, with the engine that a call such as `DatabaseInstanceEngine.postgres(…)` names."""
    node = each.properties
    if not isinstance(node, MappingNode):
        return node
    entry = node.entry("engine")
    if entry is None or not isinstance(entry.value, Scalar) or entry.value.tag is None:
        return node
    words = [_dashed(word) for word in _WORD.findall(entry.value.text)]
    named = next((word for word in words if engine_named(word)), None)
    if named is None:
        return node
    said = Entry("engine", Scalar(named, named, entry.value.location), entry.location)
    return MappingNode((*(other for other in node.entries if other.key != "engine"), said), node.location)


def _dashed(word: str) -> str:
    """`auroraPostgres` and `AURORA_POSTGRESQL` as the cloud writes them: aurora-postgresql."""
    dashed = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", word).replace("_", "-").lower()
    return f"{dashed}ql" if dashed.endswith("postgres") else dashed


def _running(each: Construct, runs: str, program: Program) -> Iterator[Told]:
    """What a construct runs: with the container that its own options describe, or those added to its task definition."""
    platform, kind = _PLATFORMS[runs]
    title = _title(each)
    desired = each.view.at("desiredCount").number()
    count: Stated[int] | Unknown | None = desired if isinstance(desired, Stated) else None
    if each.looped:
        count = Unknown("made once for each turn of a loop", each.location)
    given = tuple(_known(one, program.held) for one in _given(each))
    task = each.view.at("taskDefinition").found
    added = program.containers(task.name) if isinstance(task, Pointer) else ()
    containers = added or (_container(each, runs, given, program.folder),)
    needs = (*_needs(given, program.titles), *(program.needs(task.name) if isinstance(task, Pointer) else ()))
    yield Workload(platform, kind, title, each.location, replicas=count, containers=containers, depends_on=needs)
    yield from secrets((*given, *program.given(task.name)) if isinstance(task, Pointer) else given, "cdk")
    yield from _handed(each.view.at("taskImageOptions"), each.view)
    for container in program.added_to(task.name) if isinstance(task, Pointer) else ():
        yield from _handed(container.view)


def _handed(*views: View) -> Iterator[SecretDeclared]:
    """What a container is handed out of a store: `secrets: {DB_PASSWORD: ecs.Secret.fromSecretsManager(…)}`."""
    for entry, _ in (told for view in views for told in view.at("secrets").entries()):
        written = entry.value.text.lower().replace("_", "") if isinstance(entry.value, Scalar) else ""
        if "fromsecretsmanager" in written:
            yield SecretDeclared(entry.key, "aws-secrets-manager", entry.location)
        elif "fromssmparameter" in written and is_secret(entry.key):
            yield SecretDeclared(entry.key, "aws-parameter-store", entry.location)


def _given(each: Construct) -> tuple[Given, ...]:
    options = each.view.at("taskImageOptions")
    return of_mapping(options.at("environment") if options.is_there() else each.view.at("environment"))


def _container(each: Construct, runs: str, given: tuple[Given, ...], folder: str) -> Container:
    view = each.view
    memory = view.at("memorySize").number()
    handler = view.at("handler").string() or view.at("index").string()
    port = view.at("taskImageOptions", "containerPort").number()
    image = _call(each, "fromregistry", "taskImageOptions", "image")
    asset = _call(each, "asset", "code") or _call(each, "asset", "taskImageOptions", "image")
    return Container(
        _title(each),
        each.location,
        image=image_reference(image),
        command=(handler,) if handler and runs == "function" else (),
        ports=(Port(port.value, port.location),) if isinstance(port, Stated) else (),
        variables=variables(given),
        resources=Resources(memory.location, memory_limit=memory.value * _MEBIBYTE) if isinstance(memory, Stated) else None,
        context=_local(folder, asset or _folder(view.at("entry").stated())),
    )


def _added(each: Construct, ports: tuple[Port, ...], program: Program) -> Container:
    """A container that is added to a task definition."""
    view = each.view
    given = tuple(_known(one, program.held) for one in of_mapping(view.at("environment")))
    listed = tuple(Variable(entry.key, entry.location) for entry, _ in view.at("secrets").entries())
    own = ports_of(view.at("portMappings"))
    return Container(
        each.id or view.at("containerName").string() or each.held_as or "container",
        each.location,
        image=image_reference(_call(each, "fromregistry", "image")),
        ports=own or ports,
        probes=probes_of(view.at("healthCheck"), each.id),
        variables=(*variables(given), *listed),
        context=_local(program.folder, _call(each, "asset", "image")),
    )


def _known(given: Given, held: set[str]) -> Given:
    """A variable whose value is no construct of the program is one that the program computes."""
    found = given.value.found
    if isinstance(found, Pointer) and found.name not in held:
        return Given(given.name, given.location, View(Unknown("computed by the program", found.location), given.value.reduce))
    return given


def _needs(given: tuple[Given, ...], titles: dict[str, str]) -> tuple[Stated[str], ...]:
    found: dict[str, Stated[str]] = {}
    for each in given:
        held = each.value.found
        if isinstance(held, Pointer) and held.name in titles:
            found.setdefault(titles[held.name], Stated(titles[held.name], each.location))
    return tuple(found.values())


def _call(each: Construct, function: str, *path: str) -> Stated[str] | None:
    """The literal that a call is given first: `fromAsset('lambda')`."""
    node: Node | None = each.properties
    for step in path:
        entry = node.entry(step) or _respelled(node, step) if isinstance(node, MappingNode) else None
        node = entry.value if entry is not None else None
    if not isinstance(node, Scalar) or node.tag != CODE:
        return None
    match = _FIRST.search(node.text)
    return Stated(match[2], node.location) if match is not None and function in match[1].lower().replace("_", "") else None


def _respelled(node: MappingNode, key: str) -> Entry | None:
    return next((entry for entry in node.entries if spelled(entry.key) == spelled(key)), None)


def _folder(file: Stated[str] | None) -> Stated[str] | None:
    return Stated(file.value.rpartition("/")[0] or ".", file.location) if file is not None else None


def _local(folder: str, written: Stated[str] | None) -> Stated[str] | None:
    if written is None or written.value.startswith("/"):
        return None
    path = normpath(join(folder, written.value))
    return Stated(path, written.location) if not path.startswith("..") else None
