"""What runs for long: services and tasks of ECS, App Runner, Elastic Beanstalk."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.cloudformation.functions import scheduled
from opsworthy.facts.cloudformation.intrinsics import references
from opsworthy.facts.cloudformation.stack import Declared, Stack
from opsworthy.facts.command_lines import image_reference, of_shell
from opsworthy.facts.ecs.containers import containers, given, of_task, volumes
from opsworthy.facts.environment_names import without_environment
from opsworthy.facts.given_variables import Given, of_list, secrets, variables
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.view import View
from opsworthy.facts.workloads import Autoscaler, Container, Port, Probe, Workload
from opsworthy.text.location import Stated, Unknown
from opsworthy.text.node import find

_GENERAL = frozenset(
    [
        "service", "ecsservice", "fargateservice", "task", "taskdefinition", "ecstaskdefinition", "appservice",
        "containerservice", "ecstask", "taskdef", "fargatetaskdefinition", "ec2service", "defaultservice", "mainservice",
    ]
)  # fmt: skip
_DEFINITION = "AWS::ECS::TaskDefinition"
_GROUP = "AWS::ElasticLoadBalancingV2::TargetGroup"


def services(stack: Stack) -> Iterator[Workload | SecretDeclared | Autoscaler]:
    """Services with the containers of their task definitions, tasks that no service runs, and what scales them."""
    used = set()
    for each in stack.of("AWS::ECS::Service"):
        definition = _definition(stack, each)
        used.add(definition.name if definition is not None else "")
        yield _service(stack, each, definition)
        yield from _secrets(stack, definition)
        yield from _scaling(stack, each, definition)
    for definition in stack.of(_DEFINITION):
        if definition.name not in used:
            yield _task(stack, definition)
            yield from _secrets(stack, definition)
    for each in stack.of("AWS::AppRunner::Service"):
        yield from _app_runner(stack, each)
    for each in stack.of("AWS::ElasticBeanstalk::Environment"):
        yield from _beanstalk(stack, each)


def _definition(stack: Stack, each: Declared) -> Declared | None:
    """The task definition that a service runs, by itself or by a set of tasks that is made for it."""
    own = stack.pointed(each.properties.at("TaskDefinition"), _DEFINITION)
    sets = [] if own is not None else list(stack.of("AWS::ECS::TaskSet"))
    for made in sets:
        if any(name == each.name for name, _ in references(find(made.node, "Properties", "Service"))):
            return stack.pointed(made.properties.at("TaskDefinition"), _DEFINITION)
    return own


def name_of(each: Declared, definition: Declared | None) -> str:
    """The service's own name; where the template only calls it a service, that of its task or of its one container."""
    own = without_environment(each.properties.at("ServiceName").string(), "")
    if own or each.name.lower() not in _GENERAL or definition is None:
        return own or each.name
    held = containers(definition.properties.at("ContainerDefinitions"))
    return without_environment(definition.properties.at("Family").string(), "") or (held[0].name if len(held) == 1 else each.name)


def _service(stack: Stack, each: Declared, definition: Declared | None) -> Workload:
    desired = each.properties.at("DesiredCount").number()
    held = () if definition is None else containers(definition.properties.at("ContainerDefinitions"))
    return Workload(
        platform="ecs",
        kind="service",
        name=name_of(each, definition),
        location=each.location,
        environment=stack.environment,
        replicas=each.count or desired,
        containers=_probed(stack, each, _sized(definition, held)),
        depends_on=_needs(stack, definition),
        volumes=volumes(definition.properties) if definition is not None else (),
        schedule=None,
    )


def _task(stack: Stack, definition: Declared) -> Workload:
    held = containers(definition.properties.at("ContainerDefinitions"))
    family = without_environment(definition.properties.at("Family").string(), "")
    general = definition.name.lower() in _GENERAL and len(held) == 1
    return Workload(
        platform="ecs",
        kind="task",
        name=family or (held[0].name if general else definition.name),
        location=definition.location,
        environment=stack.environment,
        replicas=definition.count,
        containers=_sized(definition, held),
        depends_on=_needs(stack, definition),
        volumes=volumes(definition.properties),
        schedule=scheduled(stack, definition.name),
    )


def _sized(definition: Declared | None, held: tuple[Container, ...]) -> tuple[Container, ...]:
    """One container alone has all that the task is given."""
    whole = of_task(definition.properties) if definition is not None else None
    if whole is None or len(held) != 1 or held[0].resources is not None:
        return held
    return (replace(held[0], resources=whole),)


def _needs(stack: Stack, definition: Declared | None) -> tuple[Stated[str], ...]:
    if definition is None:
        return ()
    role = stack.pointed(definition.properties.at("TaskRoleArn"), "AWS::IAM::Role")
    held = find(definition.node, "Properties", "ContainerDefinitions")
    return stack.needs(held, role.node if role is not None else None)


def _secrets(stack: Stack, definition: Declared | None) -> Iterator[SecretDeclared]:
    for item in definition.properties.at("ContainerDefinitions").items() if definition is not None else ():
        yield from secrets(given(item), stack.tool, stack.environment)


def _probed(stack: Stack, each: Declared, held: tuple[Container, ...]) -> tuple[Container, ...]:
    """The containers with the checks that load balancers make of them."""
    probes: dict[str, Probe] = {}
    for balanced in each.properties.at("LoadBalancers").items():
        group = stack.pointed(balanced.at("TargetGroupArn"), _GROUP)
        probe = _of_group(group, balanced) if group is not None else None
        if probe is not None:
            probes[balanced.at("ContainerName").string() or (held[0].name if len(held) == 1 else "")] = probe
    return tuple(_with_probe(container, probes.get(container.name)) for container in held)


def _of_group(group: Declared, balanced: View) -> Probe | None:
    path = group.properties.at("HealthCheckPath").stated()
    if path is None:
        return None
    own = group.properties.at("HealthCheckPort").string()
    port = own if own and own != "traffic-port" else balanced.at("ContainerPort").string()
    return Probe(
        "health", "http", path.location, path.value, port,
        period=group.properties.at("HealthCheckIntervalSeconds").whole(),
        timeout=group.properties.at("HealthCheckTimeoutSeconds").whole(),
        failures=group.properties.at("UnhealthyThresholdCount").whole(),
    )  # fmt: skip


def _with_probe(only: Container, probe: Probe | None) -> Container:
    if probe is None:
        return only
    return replace(only, probes=(*only.probes, probe))


def _scaling(stack: Stack, each: Declared, definition: Declared | None) -> Iterator[Autoscaler]:
    """The bounds that Application Auto Scaling keeps a service between."""
    for target in stack.of("AWS::ApplicationAutoScaling::ScalableTarget"):
        named = {name for name, _ in references(find(target.node, "Properties", "ResourceId"))}
        written = target.properties.at("ResourceId").string() or ""
        maximum, minimum = (target.properties.at(key).number() for key in ("MaxCapacity", "MinCapacity"))
        title = name_of(each, definition)
        if (each.name in named or written.endswith(f"/{title}")) and isinstance(maximum, Stated):
            yield Autoscaler(
                target.name, "service", title, maximum, target.location, minimum if isinstance(minimum, Stated) else None,
                tuple(_metrics(stack, target)), stack.environment,
            )  # fmt: skip


def _metrics(stack: Stack, target: Declared) -> Iterator[tuple[str, str]]:
    for policy in stack.of("AWS::ApplicationAutoScaling::ScalingPolicy"):
        if any(name == target.name for name, _ in references(find(policy.node, "Properties", "ScalingTargetId"))):
            tracking = policy.properties.at("TargetTrackingScalingPolicyConfiguration")
            metric = tracking.at("PredefinedMetricSpecification", "PredefinedMetricType").string()
            value = tracking.at("TargetValue").string()
            if metric and value:
                yield metric, value


def _app_runner(stack: Stack, each: Declared) -> Iterator[Workload | SecretDeclared]:
    source = each.properties.at("SourceConfiguration")
    held = source.at("ImageRepository", "ImageConfiguration")
    if not held.is_there():
        held = source.at("CodeRepository", "CodeConfiguration", "CodeConfigurationValues")
    told = of_list(held.at("RuntimeEnvironmentVariables")) + of_list(held.at("RuntimeEnvironmentSecrets"))
    port, check = held.at("Port").number(), each.properties.at("HealthCheckConfiguration", "Path").stated()
    name = stack.workload(each)
    command = held.at("StartCommand").string()
    container = Container(
        name,
        each.location,
        image=image_reference(source.at("ImageRepository", "ImageIdentifier").stated()),
        command=of_shell(command) if command else (),
        ports=(Port(port.value, port.location),) if isinstance(port, Stated) else (),
        probes=(Probe("health", "http", check.location, check.value),) if check is not None else (),
        variables=variables(told),
        resources=of_task(each.properties.at("InstanceConfiguration")),
    )
    yield Workload(
        "app-runner", "service", name, each.location, stack.environment, replicas=each.count, containers=(container,),
        depends_on=stack.needs(find(each.node, "Properties", "SourceConfiguration")),
    )  # fmt: skip
    yield from secrets(told, stack.tool, stack.environment)


def _beanstalk(stack: Stack, each: Declared) -> Iterator[Workload | SecretDeclared]:
    """An environment of Elastic Beanstalk; its variables stand among its option settings."""
    told: list[Given] = []
    for item in each.properties.at("OptionSettings").items():
        option = item.at("OptionName").stated()
        if item.at("Namespace").string() == "aws:elasticbeanstalk:application:environment" and option is not None:
            told.append(Given(option.value, option.location, item.at("Value")))
    name = stack.workload(each)
    container = Container(name, each.location, variables=variables(tuple(told)))
    count: Unknown | None = each.count
    yield Workload(
        "elastic-beanstalk", "environment", name, each.location, stack.environment, replicas=count, containers=(container,),
        depends_on=stack.needs(find(each.node, "Properties", "OptionSettings")),
    )  # fmt: skip
    yield from secrets(tuple(told), stack.tool, stack.environment)
