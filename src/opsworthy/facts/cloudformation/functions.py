"""Lambda functions, plain and of SAM: what they run, what they are given, what calls them."""

from collections.abc import Iterator
from posixpath import join, normpath

from opsworthy.facts.cloudformation.intrinsics import references
from opsworthy.facts.cloudformation.stack import Declared, Stack
from opsworthy.facts.command_lines import image_reference
from opsworthy.facts.given_variables import Given, of_mapping, secrets, variables
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.view import View, span
from opsworthy.facts.workloads import Container, Ingress, Resources, Workload
from opsworthy.text.location import Stated
from opsworthy.text.node import Mapping, Node, find

TYPES = ("AWS::Lambda::Function", "AWS::Serverless::Function")
_MEBIBYTE = 1024 * 1024
_SCHEDULES = ("Schedule", "ScheduleV2")
_APIS = ("Api", "HttpApi")
_RULES = ("AWS::Events::Rule", "AWS::Scheduler::Schedule")
_CALLERS = ("Events", "Policies", "EventInvokeConfig", "DeadLetterQueue", "DeadLetterConfig")
_AWAY = ("s3:", "http:", "https:", "/")


def functions(stack: Stack) -> Iterator[Workload | SecretDeclared | Ingress]:
    """Every function as a workload, with its secrets and the paths that reach it."""
    for each in stack.of(*TYPES):
        given = of_mapping(each.properties.at("Environment", "Variables"))
        yield _workload(stack, each, given)
        yield from secrets(given, stack.tool, stack.environment)
        yield from _ways_in(stack, each)


def _workload(stack: Stack, each: Declared, given: tuple[Given, ...]) -> Workload:
    name = stack.workload(each)
    role = stack.pointed(each.properties.at("Role"), "AWS::IAM::Role")
    held = each.properties.found if isinstance(each.properties.found, Mapping) else None
    callers = [find(each.node, "Properties", key) for key in _CALLERS]
    allowed = role.node if role is not None else None
    return Workload(
        platform="lambda",
        kind="function",
        name=name,
        location=each.location,
        environment=stack.environment,
        replicas=each.count,
        containers=(_container(stack, each, name, given),),
        depends_on=stack.needs(find(held, "Environment"), *callers, *_mapped(stack, each), allowed),
        schedule=_schedule(stack, each),
    )


def _container(stack: Stack, each: Declared, name: str, given: tuple[Given, ...]) -> Container:
    properties = each.properties
    handler = properties.at("Handler").string()
    image = properties.at("ImageUri").stated() or properties.at("Code", "ImageUri").stated()
    build, context = _built(stack, each)
    words = tuple(text for item in properties.at("ImageConfig", "Command").items() if (text := item.string()))
    return Container(
        name=name,
        location=each.location,
        image=image_reference(image),
        build=build,
        command=(handler,) if handler else words,
        variables=variables(given),
        resources=_memory(properties),
        context=context,
    )


def _memory(properties: View) -> Resources | None:
    size = properties.at("MemorySize").number()
    return Resources(size.location, memory_limit=size.value * _MEBIBYTE) if isinstance(size, Stated) else None


def _built(stack: Stack, each: Declared) -> tuple[Stated[str] | None, Stated[str] | None]:
    """The Dockerfile and the folder that a function is built from, relative to the tree."""
    metadata = View(find(each.node, "Metadata"), stack.evaluator.reduce)
    docker, context = metadata.at("Dockerfile").stated(), metadata.at("DockerContext").stated()
    code = context or each.properties.at("CodeUri").stated() or each.properties.at("Code").stated()
    folder = local_path(stack.folder, code)
    if docker is None:
        return None, folder
    file = Stated(join(folder.value if folder is not None else "", docker.value), docker.location)
    return local_path(stack.folder if folder is None else "", file), folder


def local_path(folder: str, written: Stated[str] | None) -> Stated[str] | None:
    """A path that a template writes, relative to the tree; None for what lies elsewhere."""
    if written is None or written.value.startswith(_AWAY) or "\n" in written.value or len(written.value) > 300:
        return None
    path = normpath(join(folder, written.value))
    return Stated("" if path == "." else path, written.location) if not path.startswith("..") else None


def _schedule(stack: Stack, each: Declared) -> Stated[str] | None:
    """When it is called by the clock: its own event, or a rule that targets it."""
    for _, event in each.properties.at("Events").entries():
        if event.at("Type").string() in _SCHEDULES:
            held = event.at("Properties")
            said = held.at("Schedule").stated() or held.at("ScheduleExpression").stated()
            if said is not None:
                return said
    return scheduled(stack, each.name)


def scheduled(stack: Stack, name: str) -> Stated[str] | None:
    """The expression of the first rule or schedule that targets a resource."""
    for rule in stack.of(*_RULES):
        targets = find(rule.node, "Properties", "Targets") or find(rule.node, "Properties", "Target")
        if any(target == name for target, _ in references(targets)):
            return rule.properties.at("ScheduleExpression").stated()
    return None


def _mapped(stack: Stack, each: Declared) -> Iterator[Node]:
    """What feeds a plain function: its event source mappings."""
    for mapping in stack.of("AWS::Lambda::EventSourceMapping"):
        target, source = (find(mapping.node, "Properties", key) for key in ("FunctionName", "EventSourceArn"))
        if source is not None and any(name == each.name for name, _ in references(target)):
            yield source


def _ways_in(stack: Stack, each: Declared) -> Iterator[Ingress]:
    """The paths of SAM's API events, and the address of its own that a function may have."""
    name = stack.workload(each)
    for event, held in each.properties.at("Events").entries():
        path = held.at("Properties", "Path").stated()
        if held.at("Type").string() in _APIS:
            written = path.value if path is not None else "/{proxy+}"
            yield Ingress(event.key, None, written, name, span(event), tls=True, environment=stack.environment)
    url = each.properties.at("FunctionUrlConfig")
    if url.is_there() and url.location is not None:
        yield Ingress(name, None, "/", name, url.location, tls=True, environment=stack.environment)
    for declared in stack.of("AWS::Lambda::Url"):
        if any(target == each.name for target, _ in references(find(declared.node, "Properties", "TargetFunctionArn"))):
            yield Ingress(declared.name, None, "/", name, declared.location, tls=True, environment=stack.environment)
