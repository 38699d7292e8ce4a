"""Functions and containers without servers: Lambda, Cloud Run, Cloud Functions, App Engine, Container Apps, App Service."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.facts.command_lines import image_reference, withheld
from opsworthy.facts.fact import Told
from opsworthy.facts.given_variables import Given, of_mapping, secrets, variables
from opsworthy.facts.kubernetes.quantities import quantity, whole
from opsworthy.facts.terraform.building import Made
from opsworthy.facts.terraform.schedules import schedule_of
from opsworthy.facts.terraform.stack import Stack
from opsworthy.facts.view import Pointer, View
from opsworthy.facts.workloads import Autoscaler, Container, Ingress, Port, Probe, Resources, Workload
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Sequence

_MEBIBYTE = 1024 * 1024
_RUN_SERVICES = ("google_cloud_run_service", "google_cloud_run_v2_service")
_CLOUD_FUNCTIONS = ("google_cloudfunctions_function", "google_cloudfunctions2_function")
_ROLES = {"liveness_probe": "liveness", "startup_probe": "startup", "readiness_probe": "readiness"}


def serverless(stack: Stack) -> Iterator[Told]:
    for each in stack.of("aws_lambda_function"):
        yield from _lambda(stack, each)
    for each in stack.of(*_RUN_SERVICES, "google_cloud_run_v2_job"):
        yield from _cloud_run(stack, each)
    for each in stack.of(*_CLOUD_FUNCTIONS):
        yield from _cloud_function(stack, each)
    for each in stack.of("azurerm_container_app", "azurerm_container_app_job"):
        yield from _container_app(stack, each)


def first(view: View) -> View:
    """A nested block: the first of its kind."""
    return view.at(0) if isinstance(view.found, Sequence) else view


def _lambda(stack: Stack, each: Made) -> Iterator[Told]:
    view = stack.view(each)
    given = of_mapping(first(view.at("environment")).at("variables"))
    handler, size = view.at("handler").string(), view.at("memory_size").number()
    command = tuple(said for item in first(view.at("image_config")).at("command").items() if (said := item.string()))
    container = Container(
        stack.title(each),
        each.location,
        image=image_reference(view.at("image_uri").stated()),
        command=(handler,) if handler else withheld(command),
        variables=variables(given),
        resources=Resources(size.location, memory_limit=size.value * _MEBIBYTE) if isinstance(size, Stated) else None,
    )
    yield Workload(
        "lambda", "function", stack.title(each), each.location, stack.environment, replicas=each.count, containers=(container,),
        depends_on=stack.depends_on(each, *_feeding(stack, each)), schedule=schedule_of(stack, each),
    )  # fmt: skip
    yield from secrets(given, stack.tool, stack.environment)
    for url in stack.of("aws_lambda_function_url"):
        if any(target is each for target, _ in stack.needs(url)):
            yield Ingress(stack.title(each), None, "/", stack.title(each), url.location, tls=True, environment=stack.environment)


def _feeding(stack: Stack, each: Made) -> Iterator[Made]:
    """What hands a function its events."""
    for mapping in stack.of("aws_lambda_event_source_mapping"):
        if any(target is each for target, _ in stack.needs(mapping)):
            yield mapping


def _cloud_run(stack: Stack, each: Made) -> Iterator[Told]:
    view = stack.view(each)
    template = first(view.at("template"))
    spec = first(template.at("spec")) if each.type == "google_cloud_run_service" else template
    if each.type.endswith("_job"):
        spec = first(template.at("template"))
    name = stack.title(each)
    held = [container(item, each.location, name) for item in spec.at("containers").items() if item.is_there()]
    yield Workload(
        "cloud-run", "Job" if each.type.endswith("_job") else "Service", name, each.location, stack.environment,
        replicas=each.count, containers=tuple(held), depends_on=stack.depends_on(each), schedule=schedule_of(stack, each),
    )  # fmt: skip
    for item in spec.at("containers").items():
        yield from secrets(environment(item), stack.tool, stack.environment)
    scaling = first(template.at("scaling"))
    annotations = first(template.at("metadata")).at("annotations")
    most = scaling.at("max_instance_count").number() or annotations.at("autoscaling.knative.dev/maxScale").number()
    least = scaling.at("min_instance_count").number() or annotations.at("autoscaling.knative.dev/minScale").number()
    yield from scaled(stack, each, "Service", most, least)


def scaled(stack: Stack, each: Made, kind: str, most: object, least: object) -> Iterator[Autoscaler]:
    """The bounds that the platform keeps what runs between, where the most is said."""
    if isinstance(most, Stated) and isinstance(most.value, int):
        minimum = least if isinstance(least, Stated) else None
        name = stack.title(each)
        yield Autoscaler(name, kind, name, most, most.location, minimum, (), stack.environment)


def environment(item: View) -> tuple[Given, ...]:
    """The variables of a container: `env` blocks with a value, or with a secret that it comes from."""
    found = []
    for each in item.at("env").items():
        name = each.at("name").stated()
        if name is None:
            continue
        pointed = _secret_of(each)
        found.append(Given(name.value, name.location, View(pointed, each.reduce) if pointed is not None else each.at("value")))
    return tuple(found)


def _secret_of(variable: View) -> Pointer | None:
    """The secret that a variable comes from: of Secret Manager, in either version's words, or of the app itself."""
    source = first(first(variable.at("value_source")).at("secret_key_ref"))
    source = source if source.is_there() else first(first(variable.at("value_from")).at("secret_key_ref"))
    for held, store in ((source.at("secret"), "google-secret-manager"), (source.at("name"), "google-secret-manager"),
                        (variable.at("secret_name"), "azure-container-apps")):  # fmt: skip
        if isinstance(held.found, Pointer):
            kind = "secret" if held.found.kind in ("secret", "resource") else held.found.kind
            return Pointer(kind, held.found.name, held.found.location, "", held.found.store or store)
        said = held.stated()
        if said is not None:
            return Pointer("secret", said.value.rpartition("/")[2], said.location, "", store)
    return None


def container(item: View, where: Location, name: str) -> Container:
    """A container as Cloud Run and Container Apps write it."""
    ports = tuple(
        Port(number.value, number.location, port.at("name").string())
        for port in item.at("ports").items()
        if isinstance(number := port.at("container_port").number(), Stated)
    )
    words = (said for key in ("command", "args") for each in item.at(key).items() if (said := each.string()) is not None)
    return Container(
        item.at("name").string() or name,
        item.location or where,
        image=image_reference(item.at("image").stated()),
        command=withheld(tuple(words)),
        ports=ports,
        probes=tuple(_probes(item)),
        variables=variables(environment(item)),
        resources=_resources(item),
    )


def _probes(item: View) -> Iterator[Probe]:
    for key, role in _ROLES.items():
        check = first(item.at(key))
        http = first(check.at("http_get")) if check.at("http_get").is_there() else check
        path = http.at("path").stated()
        period = check.at("period_seconds").whole() or check.at("interval_seconds").whole()
        failures = check.at("failure_threshold").whole() or check.at("failure_count_threshold").whole()
        if path is not None:
            port = http.at("port").string()
            yield Probe(role, "http", path.location, path.value, port, (), period, check.at("timeout_seconds").whole(), failures)
        elif (tcp := first(check.at("tcp_socket"))).is_there() and tcp.location is not None:
            yield Probe(role, "tcp", tcp.location, port=tcp.at("port").string(), period=period, failures=failures)


def _resources(item: View) -> Resources | None:
    limits = first(item.at("resources")).at("limits")
    cpu, memory = limits.at("cpu").string(), limits.at("memory").string()
    if limits.location is None or (cpu is None and memory is None):
        cpu, memory = item.at("cpu").string(), item.at("memory").string()
        if cpu is None and memory is None:
            return None
    place = limits.location or item.at("cpu").location or item.at("memory").location
    if place is None:
        return None
    return Resources(place, cpu_limit=quantity(cpu or ""), memory_limit=whole(memory or ""))


def _cloud_function(stack: Stack, each: Made) -> Iterator[Told]:
    view = stack.view(each)
    config = first(view.at("service_config")) if each.type.endswith("2_function") else view
    given = of_mapping(config.at("environment_variables"))
    entry = view.at("entry_point").string() or first(view.at("build_config")).at("entry_point").string()
    memory = config.at("available_memory_mb").whole()
    limit = memory * _MEBIBYTE if memory is not None else whole((config.at("available_memory").string() or "").removesuffix("B"))
    place = config.at("available_memory_mb").location or config.at("available_memory").location
    held = Container(
        stack.title(each), each.location, command=(entry,) if entry else (), variables=variables(given),
        resources=Resources(place, memory_limit=limit) if place is not None and limit else None,
    )  # fmt: skip
    yield Workload(
        "cloud-functions", "function", stack.title(each), each.location, stack.environment, replicas=each.count,
        containers=(held,), depends_on=stack.depends_on(each), schedule=schedule_of(stack, each),
    )  # fmt: skip
    yield from secrets(given, stack.tool, stack.environment)
    most = config.at("max_instance_count").number() or view.at("max_instances").number()
    least = config.at("min_instance_count").number() or view.at("min_instances").number()
    yield from scaled(stack, each, "function", most, least)


def _container_app(stack: Stack, each: Made) -> Iterator[Told]:
    view = stack.view(each)
    template, ingress = first(view.at("template")), first(view.at("ingress"))
    name = stack.title(each)
    held = [container(item, each.location, name) for item in template.at("container").items() if item.is_there()]
    port = ingress.at("target_port").number()
    if isinstance(port, Stated) and held:
        held[0] = replace(held[0], ports=(Port(port.value, port.location),))
    cron = first(view.at("schedule_trigger_config")).at("cron_expression").stated()
    kind = "job" if each.type.endswith("_job") else "service"
    yield Workload(
        "container-apps", kind, name, each.location, stack.environment, replicas=each.count, containers=tuple(held),
        depends_on=stack.depends_on(each), schedule=cron,
    )  # fmt: skip
    for item in template.at("container").items():
        yield from secrets(environment(item), stack.tool, stack.environment)
    if ingress.at("external_enabled").string() == "true" and ingress.location is not None:
        told = str(port.value) if isinstance(port, Stated) else None
        yield Ingress(name, None, "/", name, ingress.location, told, True, stack.environment)
    yield from scaled(stack, each, kind, template.at("max_replicas").number(), template.at("min_replicas").number())
