"""How a stack is reached from outside: domains of APIs, hosts of load balancers and distributions."""

from collections.abc import Iterator

from opsworthy.facts.cloudformation.intrinsics import references
from opsworthy.facts.cloudformation.services import name_of
from opsworthy.facts.cloudformation.stack import Declared, Stack
from opsworthy.facts.hosting.naming import environment_of
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.facts.view import View
from opsworthy.facts.workloads import Ingress
from opsworthy.text.location import Stated
from opsworthy.text.node import find

_DOMAINS = ("AWS::ApiGateway::DomainName", "AWS::ApiGatewayV2::DomainName")
_MAPPINGS = ("AWS::ApiGateway::BasePathMapping", "AWS::ApiGatewayV2::ApiMapping")
_STAGES = ("AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage", "AWS::ApiGateway::Deployment", "AWS::Serverless::Api",
           "AWS::Serverless::HttpApi")  # fmt: skip
_SAM_APIS = ("AWS::Serverless::Api", "AWS::Serverless::HttpApi")


def ways_in(stack: Stack) -> Iterator[Ingress]:
    """Every host that a literal names."""
    for each in stack.of(*_DOMAINS):
        yield from _ingress(stack, each.name, each.properties.at("DomainName"), _mapped_to(stack, each))
    for each in stack.of(*_SAM_APIS):
        yield from _ingress(stack, each.name, each.properties.at("Domain", "DomainName"), each.name)
    for each in stack.of("AWS::CloudFront::Distribution"):
        for alias in each.properties.at("DistributionConfig", "Aliases").items():
            yield from _ingress(stack, each.name, alias, each.name)
    for each in stack.of("AWS::ElasticLoadBalancingV2::ListenerRule"):
        yield from _listened(stack, each)


def stages(stack: Stack) -> Iterator[EnvironmentDeclared]:
    """The stages of APIs whose literal names are words for an environment."""
    for each in stack.of(*_STAGES):
        name = each.properties.at("StageName").stated()
        if name is not None and stack.environment is None and environment_of(name.value) == name.value.lower():
            yield EnvironmentDeclared(name.value, name.location, "cloudformation", ("cloudformation", name.location.path))


def _ingress(stack: Stack, name: str, host: View, service: str, path: str = "/") -> Iterator[Ingress]:
    said = host.stated()
    if said is not None and "." in said.value:
        yield Ingress(name, said.value, path, service, said.location, tls=True, environment=stack.environment)


def _mapped_to(stack: Stack, domain: Declared) -> str:
    """The API that a domain leads to."""
    for mapping in stack.of(*_MAPPINGS):
        if any(name == domain.name for name, _ in references(find(mapping.node, "Properties", "DomainName"))):
            api = stack.pointed(mapping.properties.at("RestApiId")) or stack.pointed(mapping.properties.at("ApiId"))
            if api is not None:
                return stack.title(api)
    return domain.name


def _listened(stack: Stack, rule: Declared) -> Iterator[Ingress]:
    """The hosts and paths of a rule, where they lead to a service of the stack."""
    service = _behind(stack, rule)
    hosts: list[Stated[str]] = []
    paths: list[Stated[str]] = []
    for condition in rule.properties.at("Conditions").items():
        field = condition.at("Field").string()
        kept = hosts if field == "host-header" else paths if field == "path-pattern" else None
        values = condition.at("Values").items() or condition.at("HostHeaderConfig", "Values").items()
        for value in values or condition.at("PathPatternConfig", "Values").items():
            said = value.stated()
            if kept is not None and said is not None:
                kept.append(said)
    if service is None or not (hosts or paths):
        return
    everywhere: list[Stated[str] | None] = [*hosts] or [None]
    for host in everywhere:
        for path in paths or [Stated("/", rule.location)]:
            known, place = (host.value, host.location) if host is not None else (None, path.location)
            yield Ingress(rule.name, known, path.value, service, place, environment=stack.environment)


def _behind(stack: Stack, rule: Declared) -> str | None:
    groups = {name for name, _ in references(find(rule.node, "Properties", "Actions"))}
    for service in stack.of("AWS::ECS::Service"):
        balanced = find(service.node, "Properties", "LoadBalancers")
        if groups & {name for name, _ in references(balanced)}:
            definition = stack.pointed(service.properties.at("TaskDefinition"), "AWS::ECS::TaskDefinition")
            return name_of(service, definition)
    return None
