"""What Amazon runs: services and tasks of ECS, App Runner, Elastic Beanstalk, machines that plainly run something."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.command_lines import image_reference, of_shell
from opsworthy.facts.ecs.containers import containers, given, of_task
from opsworthy.facts.fact import Told
from opsworthy.facts.given_variables import Given, of_mapping, secrets, variables
from opsworthy.facts.terraform.building import Made
from opsworthy.facts.terraform.encodings import structure
from opsworthy.facts.terraform.schedules import schedule_of
from opsworthy.facts.terraform.stack import Stack
from opsworthy.facts.view import View
from opsworthy.facts.workloads import Container, Port, Probe, Volume, Workload
from opsworthy.text.location import Stated, Unknown
from opsworthy.text.node import Sequence

_TASK = "aws_ecs_task_definition"
_GROUPS = ("aws_lb_target_group", "aws_alb_target_group")


def services(stack: Stack) -> Iterator[Told]:
    """Services with the containers of their task definitions, and tasks that no service runs."""
    used: set[str] = set()
    for each in stack.of("aws_ecs_service"):
        task = task_of(stack, each)
        used.add(task.address if task is not None else "")
        held = _containers(stack, task)
        yield Workload(
            platform="ecs",
            kind="service",
            name=name_of(stack, each),
            location=each.location,
            environment=stack.environment,
            replicas=replicas(stack, each, "desired_count"),
            containers=_probed(stack, each, held),
            depends_on=stack.depends_on(each, task),
            volumes=_volumes(stack, task),
        )
        yield from _secrets(stack, task)
    for task in stack.of(_TASK):
        if task.address not in used:
            yield Workload(
                "ecs", "task", _task_name(stack, task), task.location, stack.environment, replicas=task.count,
                containers=_containers(stack, task), depends_on=stack.depends_on(task), volumes=_volumes(stack, task),
                schedule=schedule_of(stack, task),
            )  # fmt: skip
            yield from _secrets(stack, task)
    for each in stack.of("aws_apprunner_service"):
        yield from _app_runner(stack, each)
    for each in stack.of("aws_elastic_beanstalk_environment"):
        yield from _beanstalk(stack, each)


def replicas(stack: Stack, made: Made, *path: str) -> Stated[int] | Unknown | None:
    """How many run: what the resource says, or how many resources there are."""
    number = stack.view(made).at(*path).number()
    return number if number is not None else made.count


def task_of(stack: Stack, service: Made) -> Made | None:
    """The task definition of a service: the one that it names, or the only one that it refers to."""
    found = stack.pointed(stack.view(service).at("task_definition"), _TASK)
    if found is not None:
        return found
    needed = [target for target, _ in stack.needs(service, "task_definition") if target.type == _TASK and not target.data]
    return needed[0] if needed else None


def name_of(stack: Stack, service: Made) -> str:
    """The service's own name; where its files only call it a service, that of its task or of its one container."""
    title = stack.title(service)
    task = task_of(stack, service)
    if title != service.label or not stack.is_general(service) or task is None:
        return title
    return _task_name(stack, task)


def _task_name(stack: Stack, task: Made) -> str:
    title = stack.title(task)
    held = _containers(stack, task)
    return held[0].name if title == task.label and stack.is_general(task) and len(held) == 1 else title


def _definitions(stack: Stack, task: Made) -> View:
    entry = task.values.entry("container_definitions")
    return stack.view(structure(entry.value)) if entry is not None else View(None)


def _containers(stack: Stack, task: Made | None) -> tuple[Container, ...]:
    """The containers; one alone has all that the task is given."""
    if task is None:
        return ()
    held = containers(_definitions(stack, task))
    whole = of_task(stack.view(task))
    if whole is None or len(held) != 1 or held[0].resources is not None:
        return held
    return (replace(held[0], resources=whole),)


def _secrets(stack: Stack, task: Made | None) -> Iterator[Told]:
    for item in _definitions(stack, task).items() if task is not None else ():
        yield from secrets(given(item), stack.tool, stack.environment)


def _volumes(stack: Stack, task: Made | None) -> tuple[Volume, ...]:
    """File systems that outlive a task, and folders of the host that are named."""
    found = []
    for item in stack.view(task).at("volume").items() if task is not None else ():
        name = item.at("name").stated()
        if name is not None and (item.at("efs_volume_configuration").is_there() or item.at("host_path").is_there()):
            found.append(Volume(name.value, name.location))
    return tuple(found)


def _probed(stack: Stack, service: Made, held: tuple[Container, ...]) -> tuple[Container, ...]:
    """The containers with the checks that load balancers make of them."""
    probes: dict[str, Probe] = {}
    for balanced in stack.view(service).at("load_balancer").items():
        group = stack.pointed(balanced.at("target_group_arn"), *_GROUPS)
        probe = _of_group(stack, group, balanced) if group is not None else None
        if probe is not None:
            probes[balanced.at("container_name").string() or (held[0].name if len(held) == 1 else "")] = probe
    return tuple(replace(each, probes=(*each.probes, probes[each.name])) if each.name in probes else each for each in held)


def _of_group(stack: Stack, group: Made, balanced: View) -> Probe | None:
    check = stack.view(group).at("health_check")
    check = check.at(0) if isinstance(check.found, Sequence) else check
    path = check.at("path").stated()
    if path is None:
        return None
    own = check.at("port").string()
    port = own if own and own != "traffic-port" else balanced.at("container_port").string()
    return Probe(
        "health", "http", path.location, path.value, port,
        period=check.at("interval").whole(),
        timeout=check.at("timeout").whole(),
        failures=check.at("unhealthy_threshold").whole(),
    )  # fmt: skip


def _app_runner(stack: Stack, each: Made) -> Iterator[Told]:
    source = stack.view(each).at("source_configuration", 0)
    image = source.at("image_repository", 0)
    held = image.at("image_configuration", 0)
    if not image.is_there():
        held = source.at("code_repository", 0, "code_configuration", 0, "code_configuration_values", 0)
    told = of_mapping(held.at("runtime_environment_variables")) + of_mapping(held.at("runtime_environment_secrets"))
    port, check = held.at("port").number(), stack.view(each).at("health_check_configuration", 0, "path").stated()
    name, command = stack.title(each), held.at("start_command").string()
    container = Container(
        name,
        each.location,
        image=image_reference(image.at("image_identifier").stated()),
        command=of_shell(command) if command else (),
        ports=(Port(port.value, port.location),) if isinstance(port, Stated) else (),
        probes=(Probe("health", "http", check.location, check.value),) if check is not None else (),
        variables=variables(told),
        resources=of_task(stack.view(each).at("instance_configuration", 0)),
    )
    yield _simple(stack, each, "app-runner", "service", (container,))
    yield from secrets(told, stack.tool, stack.environment)


def _beanstalk(stack: Stack, each: Made) -> Iterator[Told]:
    """Its variables stand among its settings."""
    told: list[Given] = []
    for item in stack.view(each).at("setting").items():
        option = item.at("name").stated()
        if item.at("namespace").string() == "aws:elasticbeanstalk:application:environment" and option is not None:
            told.append(Given(option.value, option.location, item.at("value")))
    container = Container(stack.title(each), each.location, variables=variables(tuple(told)))
    yield _simple(stack, each, "elastic-beanstalk", "environment", (container,))
    yield from secrets(tuple(told), stack.tool, stack.environment)


def _simple(stack: Stack, each: Made, platform: str, kind: str, held: tuple[Container, ...]) -> Workload:
    return Workload(
        platform, kind, stack.title(each), each.location, stack.environment, replicas=each.count, containers=held,
        depends_on=stack.depends_on(each),
    )  # fmt: skip
