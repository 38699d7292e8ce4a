"""What runs on Azure: container apps and jobs, web and function apps, container groups, static sites."""

from collections.abc import Iterator
from decimal import Decimal

from opsworthy.facts.azure.making import Made
from opsworthy.facts.command_lines import image_reference, withheld
from opsworthy.facts.given_variables import Given, of_list, of_mapping, secrets, variables
from opsworthy.facts.kubernetes.quantities import quantity, whole
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.view import Pointer, View
from opsworthy.facts.workloads import Autoscaler, Container, Ingress, Port, Probe, Resources, Workload
from opsworthy.text.location import Stated
from opsworthy.text.regex import regex

_DOCKER = regex(r"(?i)(?:docker|compose)\|(.{1,300})")
_REFERENCE = regex(
    r"@Microsoft\.KeyVault\((?:.{0,200}?SecretName=([\w-]{1,130})|SecretUri=https://[^/)]{1,200}/secrets/([\w-]{1,130})).{0,200}\)"
)
_PROBES = {"liveness": "liveness", "readiness": "readiness", "startup": "startup"}

Told = Workload | SecretDeclared | Autoscaler | Ingress


def running(each: Made, others: tuple[Made, ...], needs: tuple[Stated[str], ...]) -> Iterator[Told]:
    """The workload that a resource is, with its secrets and the ways to it; nothing for any other kind."""
    kind = each.type.lower()
    if kind in ("microsoft.app/containerapps", "microsoft.app/jobs"):
        yield from _container_app(each, needs, job=kind.endswith("jobs"))
    elif kind in ("microsoft.web/sites", "microsoft.web/sites/slots"):
        yield from _site(each, others, needs)
    elif kind == "microsoft.containerinstance/containergroups":
        held = tuple(_container(item, _inner(item)) for item in each.properties.at("containers").items())
        yield _workload(each, "container-instances", "group", tuple(one for one in held if one is not None), needs)
    elif kind == "microsoft.web/staticsites":
        yield _workload(each, "static-web-apps", "site", (), needs)


def _inner(item: View) -> View:
    return item.at("properties") if item.at("properties").is_there() else item


def _workload(
    each: Made,
    platform: str,
    kind: str,
    held: tuple[Container, ...],
    needs: tuple[Stated[str], ...],
    schedule: Stated[str] | None = None,
) -> Workload:
    return Workload(
        platform,
        kind,
        each.title,
        each.location,
        each.making.environment,
        replicas=each.count,
        containers=held,
        depends_on=needs,
        schedule=schedule,
    )


def _container_app(each: Made, needs: tuple[Stated[str], ...], job: bool) -> Iterator[Told]:
    """In the shape of ARM, or in the flatter one of the registry's module."""
    properties = each.properties
    configuration, template = properties.at("configuration"), properties.at("template")
    listed = template.at("containers") if template.is_there() else properties.at("containers")
    ingress = configuration.at("ingress")
    port = ingress.at("targetPort").number() or properties.at("ingressTargetPort").number()
    ports = (Port(port.value, port.location),) if isinstance(port, Stated) else ()
    held = [made for item in listed.items() if (made := _container(item, item, ports)) is not None]
    cron = configuration.at("scheduleTriggerConfig", "cronExpression").stated()
    yield _workload(each, "container-apps", "job" if job else "app", tuple(held), needs, cron)
    for item in listed.items():
        yield from secrets(of_list(item.at("env")), each.making.deployment.tool, each.making.environment)
    listed_secrets = (configuration.at("secrets"), properties.at("secrets", "secureList"), properties.at("secrets"))
    for secret in (item for held_ones in listed_secrets for item in held_ones.items()):
        yield from _secret(each, secret)
    yield from _scaling(each, template.at("scale") if template.is_there() else properties)
    for domain in ingress.at("customDomains").items():
        host = domain.at("name").stated()
        if host is not None and "." in host.value:
            yield Ingress(each.symbol, host.value, "/", each.title, host.location, tls=True, environment=each.making.environment)


def _secret(each: Made, secret: View) -> Iterator[SecretDeclared]:
    name = secret.at("name").stated()
    if name is None:
        return
    value = secret.at("value").stated()
    vault = secret.at("keyVaultUrl").string()
    remote = vault.rstrip("/").rpartition("/secrets/")[2] if vault and "/secrets/" in vault else None
    store = "azure-key-vault" if secret.at("keyVaultUrl").is_there() else "container-apps"
    clear = value is not None and bool(value.value)
    yield SecretDeclared(name.value, store, name.location, remote=remote, environment=each.making.environment, in_clear=clear)


def _scaling(each: Made, scale: View) -> Iterator[Autoscaler]:
    most = scale.at("maxReplicas").number() or scale.at("scaleMaxReplicas").number()
    least = scale.at("minReplicas").number() or scale.at("scaleMinReplicas").number()
    if isinstance(most, Stated):
        minimum = least if isinstance(least, Stated) else None
        yield Autoscaler(each.title, "app", each.title, most, most.location, minimum, environment=each.making.environment)


def _container(item: View, held: View, ports: tuple[Port, ...] = ()) -> Container | None:
    name, place = item.at("name").string(), item.location
    if place is None or not (name or held.at("image").is_there()):
        return None
    own = tuple(
        Port(number, where)
        for each in held.at("ports").items()
        if (number := each.at("port").whole()) is not None and (where := each.at("port").location) is not None
    )
    words = [text for part in (*held.at("command").items(), *held.at("args").items()) if (text := part.string()) is not None]
    return Container(
        name or "main",
        place,
        image=image_reference(held.at("image").stated()),
        command=withheld(tuple(words)),
        ports=own or ports,
        probes=tuple(probe for each in held.at("probes").items() if (probe := _probe(each)) is not None),
        variables=variables(_environment(held)),
        resources=_resources(held.at("resources")),
    )


def _environment(held: View) -> tuple[Given, ...]:
    """Variables, those that the app's own secrets hold as pointers to them."""
    listed = held.at("env") if held.at("env").is_there() else held.at("environmentVariables")
    given = []
    for item in listed.items():
        name, secret = item.at("name").stated(), item.at("secretRef").stated()
        if name is None:
            continue
        pointed = View(Pointer("secret", secret.value, secret.location), item.reduce) if secret is not None else None
        given.append(Given(name.value, name.location, pointed or item.at("value")))
    return tuple(given)


def _probe(each: View) -> Probe | None:
    role = _PROBES.get((each.at("type").string() or "").lower())
    if role is None or each.location is None:
        return None
    times = {"period": each.at("periodSeconds").whole(), "timeout": each.at("timeoutSeconds").whole()}
    http = each.at("httpGet")
    kind = "http" if http.is_there() else "tcp"
    held = http if http.is_there() else each.at("tcpSocket")
    place = http.at("path").location or each.location
    return Probe(role, kind, place, http.at("path").string(), held.at("port").string(), (), times["period"], times["timeout"])


def _resources(held: View) -> Resources | None:
    cpu = held.at("cpu").stated() or held.at("requests", "cpu").stated()
    memory = held.at("memory").stated()
    said = cpu or memory
    if said is None:
        return None
    cores: Decimal | None = quantity(cpu.value) if cpu is not None else None
    size = whole(memory.value) if memory is not None else None
    return Resources(said.location, cpu_request=cores, cpu_limit=cores, memory_request=size, memory_limit=size)


def _site(each: Made, others: tuple[Made, ...], needs: tuple[Stated[str], ...]) -> Iterator[Told]:
    """A web app or a function app, with the settings that stand in it or in a resource under it."""
    kind = (each.body.at("kind").string() or "").lower()
    function = "functionapp" in kind
    site = each.properties.at("siteConfig")
    given = (*of_list(site.at("appSettings")), *_registry_settings(each), *_settings(each, others))
    given = tuple(Given(one.name, one.location, _unwrapped(one.value)) for one in given)
    framework = site.at("linuxFxVersion").stated() or site.at("windowsFxVersion").stated()
    image = _DOCKER.fullmatch(framework.value) if framework is not None else None
    path = site.at("healthCheckPath").stated()
    command = site.at("appCommandLine").string()
    container = Container(
        each.title,
        each.location,
        image=image_reference(Stated(image[1], framework.location)) if image is not None and framework is not None else None,
        command=withheld(tuple(command.split())) if command else (),
        probes=(Probe("health", "http", path.location, path.value),) if path is not None and path.value else (),
        variables=variables(given),
    )
    platform = "azure-functions" if function else "app-service"
    yield _workload(each, platform, "function-app" if function else "web-app", (container,), needs)
    yield from secrets(given, each.making.deployment.tool, each.making.environment)


def _registry_settings(each: Made) -> tuple[Given, ...]:
    """The settings as the registry's module is told them."""
    found = list(of_mapping(each.body.at("appSettingsKeyValuePairs")))
    for item in each.body.at("configs").items():
        if item.at("name").string() == "appsettings":
            found += of_mapping(item.at("properties"))
    return tuple(found)


def _settings(each: Made, others: tuple[Made, ...]) -> tuple[Given, ...]:
    found: list[Given] = []
    for other in others:
        if other.type.lower() == "microsoft.web/sites/config" and _is_under(other, each):
            name = (other.body.at("name").string() or other.symbol).rpartition("/")[2]
            found += of_mapping(other.properties) if name == "appsettings" else ()
    return tuple(found)


def _is_under(child: Made, parent: Made) -> bool:
    held = child.body.at("parent").found
    named = held.name if isinstance(held, Pointer) else child.piece.parent
    return named == parent.symbol


def _unwrapped(value: View) -> View:
    """A reference to a key vault as a pointer to its secret."""
    text = value.stated()
    match = _REFERENCE.fullmatch(text.value) if text is not None and text.value.startswith("@Microsoft.KeyVault(") else None
    if match is None or text is None:
        return value
    return View(Pointer("secret", match[1] or match[2], text.location, store="azure-key-vault"), value.reduce)
