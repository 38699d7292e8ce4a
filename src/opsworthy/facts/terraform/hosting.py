"""What hosting platforms and plain containers run: App Service, Heroku, Render, Fly, Vercel, Docker."""

from collections.abc import Iterator

from opsworthy.facts.command_lines import image_reference, of_shell, withheld
from opsworthy.facts.fact import Told
from opsworthy.facts.given_variables import Given, of_mapping, secrets, variables
from opsworthy.facts.terraform.building import Made
from opsworthy.facts.terraform.ecs import replicas
from opsworthy.facts.terraform.serverless import first
from opsworthy.facts.terraform.stack import Stack
from opsworthy.facts.view import View
from opsworthy.facts.workloads import AddOn, Container, Port, Probe, Workload
from opsworthy.text.location import Stated
from opsworthy.text.node import Scalar, Sequence

_WEB_APPS = ("azurerm_linux_web_app", "azurerm_windows_web_app", "azurerm_app_service")
_FUNCTION_APPS = (
    "azurerm_linux_function_app",
    "azurerm_windows_function_app",
    "azurerm_function_app",
    "azurerm_function_app_flex_consumption",
)
_RENDER = {
    "render_web_service": "web",
    "render_private_service": "pserv",
    "render_background_worker": "worker",
    "render_cron_job": "cron",
}


def hosted(stack: Stack) -> Iterator[Told]:
    for each in stack.of(*_WEB_APPS, *_FUNCTION_APPS):
        yield from _web_app(stack, each)
    for each in stack.of(*_RENDER):
        yield from _render(stack, each)
    for each in stack.of("heroku_addon"):
        yield from _add_on(stack, each)
    for each in stack.of("heroku_formation"):
        yield from _formation(stack, each)
    for each in stack.of("docker_container", "docker_service"):
        yield from _docker(stack, each)
    for each in stack.of("fly_machine"):
        yield from _fly(stack, each)
    for each in stack.of("vercel_project"):
        given = tuple(_keyed(stack.view(each).at("environment")))
        held = Container(stack.title(each), each.location, variables=variables(given))
        yield _workload(stack, each, "vercel", "project", held)
        yield from secrets(given, stack.tool, stack.environment)


def _workload(stack: Stack, each: Made, platform: str, kind: str, held: Container) -> Workload:
    return Workload(
        platform, kind, stack.title(each), each.location, stack.environment, replicas=each.count, containers=(held,),
        depends_on=stack.depends_on(each),
    )  # fmt: skip


def _keyed(view: View) -> Iterator[Given]:
    """Variables as objects of `key` and `value`."""
    for item in view.items():
        name = item.at("key").stated()
        if name is not None:
            yield Given(name.value, name.location, item.at("value"))


def _web_app(stack: Stack, each: Made) -> Iterator[Told]:
    """App Service, and Function Apps of any plan."""
    view = stack.view(each)
    config = first(view.at("site_config"))
    given = of_mapping(view.at("app_settings"))
    words = config.at("app_command_line").string()
    path = config.at("health_check_path").stated()
    name = first(config.at("application_stack")).at("docker_image_name").stated()
    port = next((each.value.number() for each in given if each.name in ("WEBSITES_PORT", "PORT")), None)
    held = Container(
        stack.title(each),
        each.location,
        image=image_reference(name),
        command=of_shell(words) if words else (),
        ports=(Port(port.value, port.location),) if isinstance(port, Stated) else (),
        probes=(Probe("health", "http", path.location, path.value),) if path is not None else (),
        variables=variables(given),
    )
    functions = each.type in _FUNCTION_APPS
    yield _workload(stack, each, "azure-functions" if functions else "app-service", "function" if functions else "app", held)
    yield from secrets(given, stack.tool, stack.environment)


def _render(stack: Stack, each: Made) -> Iterator[Told]:
    view = stack.view(each)
    given = tuple(
        Given(entry.key, entry.location, value.at("value") if value.at("value").found is not None else value)
        for entry, value in view.at("env_vars").entries()
    )
    words, path = view.at("start_command").string(), view.at("health_check_path").stated()
    image = view.at("runtime_source", "image", "image_url").stated()
    held = Container(
        stack.title(each),
        each.location,
        image=image_reference(image),
        command=of_shell(words) if words else (),
        probes=(Probe("health", "http", path.location, path.value),) if path is not None else (),
        variables=variables(given),
    )
    yield Workload(
        "render", _RENDER[each.type], stack.title(each), each.location, stack.environment,
        replicas=replicas(stack, each, "num_instances"), containers=(held,), depends_on=stack.depends_on(each),
        schedule=view.at("schedule").stated(), size=view.at("plan").stated(),
    )  # fmt: skip
    yield from secrets(given, stack.tool, stack.environment)


def _add_on(stack: Stack, each: Made) -> Iterator[AddOn]:
    plan = stack.view(each).at("plan").stated()
    if plan is not None:
        product, _, size = plan.value.partition(":")
        yield AddOn("heroku", product, plan.location, size or None, environment=stack.environment)


def _formation(stack: Stack, each: Made) -> Iterator[Workload]:
    """How many dynos of which size a process type has."""
    view = stack.view(each)
    kind = view.at("type").string() or each.label
    yield Workload(
        "heroku", "process", kind, each.location, stack.environment, replicas=view.at("quantity").number(),
        size=view.at("size").stated(),
    )  # fmt: skip


def _docker(stack: Stack, each: Made) -> Iterator[Told]:
    view = stack.view(each)
    spec = first(first(view.at("task_spec")).at("container_spec")) if each.type == "docker_service" else view
    image = spec.at("image").stated()
    if image is None:
        made = stack.pointed(spec.at("image"), "docker_image")
        image = stack.view(made).at("name").stated() if made is not None else None
    words = tuple(said for key in ("entrypoint", "command") for item in spec.at(key).items() if (said := item.string()))
    ports = tuple(
        Port(number.value, number.location)
        for item in view.at("ports").items()
        if isinstance(number := item.at("internal").number(), Stated)
    )
    given = tuple(_pairs(spec.at("env")))
    held = Container(
        stack.title(each), each.location, image=image_reference(image), command=withheld(words), ports=ports,
        variables=variables(given),
    )  # fmt: skip
    yield _workload(stack, each, "docker", "container", held)
    yield from secrets(given, stack.tool, stack.environment)


def _pairs(view: View) -> Iterator[Given]:
    """Variables as texts of `NAME=value`, or as an object."""
    if not isinstance(view.found, Sequence):
        yield from of_mapping(view)
        return
    for item in view.items():
        said = item.stated()
        if said is not None and "=" in said.value:
            name, _, value = said.value.partition("=")
            yield Given(name, said.location, View(Scalar(value, value, said.location)))


def _fly(stack: Stack, each: Made) -> Iterator[Told]:
    view = stack.view(each)
    given = of_mapping(view.at("env"))
    held = Container(
        stack.title(each), each.location, image=image_reference(view.at("image").stated()), variables=variables(given),
        ports=tuple(
            Port(number.value, number.location)
            for item in view.at("services").items()
            if isinstance(number := item.at("internal_port").number(), Stated)
        ),
    )  # fmt: skip
    yield _workload(stack, each, "fly", "machine", held)
    yield from secrets(given, stack.tool, stack.environment)
