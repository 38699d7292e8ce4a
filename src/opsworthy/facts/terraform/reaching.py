"""How what runs is reached, where literals say it: records of DNS, domains of platforms, rules of load balancers."""

from collections.abc import Iterator

from opsworthy.facts.terraform.building import Made
from opsworthy.facts.terraform.ecs import name_of
from opsworthy.facts.terraform.needs import plain
from opsworthy.facts.terraform.serverless import first
from opsworthy.facts.terraform.stack import Stack
from opsworthy.facts.view import View
from opsworthy.facts.workloads import Ingress
from opsworthy.text.location import Stated
from opsworthy.text.node import Sequence

_RECORDS = ("aws_route53_record", "google_dns_record_set", "cloudflare_record", "cloudflare_dns_record", "digitalocean_record")
_LEADING = ("A", "AAAA", "CNAME")
_DOMAINS = {
    "google_cloud_run_domain_mapping": "name", "aws_apprunner_custom_domain_association": "domain_name",
    "google_app_engine_domain_mapping": "domain_name", "heroku_domain": "hostname", "vercel_project_domain": "domain",
    "cloudflare_pages_domain": "domain", "cloudflare_worker_domain": "hostname", "cloudflare_workers_custom_domain": "hostname",
    "azurerm_app_service_custom_hostname_binding": "hostname", "azurerm_container_app_custom_domain": "name",
    "aws_apigatewayv2_domain_name": "domain_name", "aws_api_gateway_domain_name": "domain_name",
}  # fmt: skip
_SERVICES = frozenset(
    ["aws_ecs_service", "aws_lambda_function", "aws_apprunner_service", "google_cloud_run_service", "google_cloud_run_v2_service",
     "heroku_app", "vercel_project", "cloudflare_pages_project", "azurerm_linux_web_app", "azurerm_container_app",
     "aws_apigatewayv2_api", "aws_api_gateway_rest_api", "aws_elastic_beanstalk_environment", "azurerm_windows_web_app",
     "render_web_service", "render_private_service", "render_static_site", "fly_app", "digitalocean_app",
     "google_cloudfunctions2_function"]
)  # fmt: skip
_GROUPS = ("aws_lb_target_group", "aws_alb_target_group")


def ways_in(stack: Stack) -> Iterator[Ingress]:
    """Every host that a literal names, with what it leads to; of a host that several name, those that know the service."""
    found = tuple(_ways_in(stack))
    known = {(each.host, each.path) for each in found if each.service}
    yield from (each for each in found if each.service or (each.host, each.path) not in known)


def _ways_in(stack: Stack) -> Iterator[Ingress]:
    for each in stack.of(*_RECORDS):
        host = stack.view(each).at("name").stated() or stack.view(each).at("fqdn").stated()
        kind = stack.view(each).at("type").string()
        leads = any(not target.data and "zone" not in target.type for target, _ in stack.needs(each))
        if host is not None and kind in _LEADING and not host.value.startswith("_") and leads:
            yield from _ingress(stack, each, host, _behind_record(stack, each))
    for each in stack.of(*_DOMAINS):
        host = stack.view(each).at(_DOMAINS[each.type]).stated()
        yield from _ingress(stack, each, host, _served(stack, each))
    for each in stack.of("aws_cloudfront_distribution"):
        for alias in stack.view(each).at("aliases").items():
            yield from _ingress(stack, each, alias.stated(), each)
    for each in stack.of("aws_lb_listener_rule", "aws_alb_listener_rule"):
        yield from _of_rule(stack, each)


def _ingress(stack: Stack, each: Made, host: Stated[str] | None, service: Made | None, path: str = "/") -> Iterator[Ingress]:
    if host is not None and "." in host.value and " " not in host.value:
        name = _named(stack, service) if service is not None else ""
        tls = service is not None and _encrypted(stack, service)
        yield Ingress(each.label, host.value.rstrip("."), path, name, host.location, tls=tls, environment=stack.environment)


def _encrypted(stack: Stack, service: Made) -> bool:
    """Whether what a host leads to answers over TLS: platforms do, load balancers where one listens for it, machines do not."""
    if service.type in ("aws_lb", "aws_alb", "aws_ecs_service"):
        ports = [stack.view(each).at("port").string() for each in stack.of("aws_lb_listener", "aws_alb_listener")]
        return "443" in ports
    return service.type not in ("aws_instance", "aws_elb", "google_compute_instance", "digitalocean_droplet", "hcloud_server")


def _named(stack: Stack, service: Made) -> str:
    return name_of(stack, service) if service.type == "aws_ecs_service" else stack.title(service)


def _served(stack: Stack, each: Made) -> Made | None:
    """The first thing that runs among what a resource refers to."""
    return next((target for target, _ in stack.needs(each) if target.type in _SERVICES), None)


def _behind_record(stack: Stack, record: Made) -> Made | None:
    """What a record leads to: a service, or the one behind its load balancer where that has only one."""
    found = _served(stack, record)
    if found is not None:
        return found
    needed = [target for target, _ in stack.needs(record) if not target.data]
    balancer = next((each for each in needed if each.type in ("aws_lb", "aws_alb")), None)
    if balancer is not None:
        behind = _behind_balancer(stack, balancer)
        return behind[0] if len(behind) == 1 else balancer
    return next((each for each in needed if each.type in ("aws_cloudfront_distribution", "aws_instance", "aws_elb")), None)


def _behind_balancer(stack: Stack, balancer: Made) -> list[Made]:
    """The services whose target groups the listeners of a load balancer forward to."""
    wanted = plain(balancer.address)
    groups: set[str] = set()
    for listener in stack.of("aws_lb_listener", "aws_alb_listener", "aws_lb_listener_rule", "aws_alb_listener_rule"):
        needed = [target for target, _ in stack.needs(listener)]
        direct = any(plain(each.address) == wanted for each in needed)
        through = any(
            plain(inner.address) == wanted for each in needed if "listener" in each.type for inner, _ in stack.needs(each)
        )
        if direct or through:
            groups.update(plain(each.address) for each in needed if each.type in _GROUPS)
    return [service for service in stack.of("aws_ecs_service") if _groups_of(stack, service) & groups]


def _groups_of(stack: Stack, service: Made) -> set[str]:
    return {plain(target.address) for target, _ in stack.needs(service, "load_balancer") if target.type in _GROUPS}


def _of_rule(stack: Stack, rule: Made) -> Iterator[Ingress]:
    """The hosts and paths of a listener's rule, where it leads to a service."""
    groups = {plain(target.address) for target, _ in stack.needs(rule, "action") if target.type in _GROUPS}
    service = next((each for each in stack.of("aws_ecs_service") if _groups_of(stack, each) & groups), None)
    if service is None:
        return
    hosts: list[Stated[str]] = []
    paths: list[Stated[str]] = []
    for condition in stack.view(rule).at("condition").items():
        hosts += _values(first(condition.at("host_header")))
        paths += _values(first(condition.at("path_pattern")))
    name = _named(stack, service)
    for host, path in _pairs(hosts, paths):
        place = host if host is not None else path
        if place is not None:
            yield Ingress(
                rule.label, host.value if host is not None else None, path.value if path is not None else "/", name,
                place.location, tls=_encrypted(stack, service), environment=stack.environment,
            )  # fmt: skip


def _pairs(hosts: list[Stated[str]], paths: list[Stated[str]]) -> Iterator[tuple[Stated[str] | None, Stated[str] | None]]:
    if not hosts:
        yield from ((None, path) for path in paths)
    for host in hosts:
        yield from ((host, path) for path in paths) if paths else ((host, None),)


def _values(condition: View) -> list[Stated[str]]:
    held = condition.at("values")
    items = held.items() if isinstance(held.found, Sequence) else ()
    return [said for item in items if (said := item.stated()) is not None]
