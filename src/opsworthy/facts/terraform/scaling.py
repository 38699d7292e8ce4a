"""Bounds that what runs is kept between, and plans of backups."""

from collections.abc import Iterator

from opsworthy.facts.infrastructure import BackupDeclared
from opsworthy.facts.terraform.building import Made
from opsworthy.facts.terraform.ecs import name_of
from opsworthy.facts.terraform.needs import plain
from opsworthy.facts.terraform.serverless import first
from opsworthy.facts.terraform.stack import Stack
from opsworthy.facts.workloads import Autoscaler
from opsworthy.text.location import Stated

_POLICY = "aws_appautoscaling_policy"


def scaling(stack: Stack) -> Iterator[Autoscaler | BackupDeclared]:
    for each in stack.of("aws_appautoscaling_target"):
        yield from _of_service(stack, each)
    for each in stack.of("azurerm_monitor_autoscale_setting"):
        yield from _of_azure(stack, each)
    for each in stack.of("google_compute_autoscaler", "google_compute_region_autoscaler"):
        yield from _of_google(stack, each)
    for each in stack.of("aws_backup_plan"):
        yield from _plan(stack, each)
    for each in stack.of("google_sql_database_instance"):
        yield from _of_cloud_sql(stack, each)


def _of_service(stack: Stack, each: Made) -> Iterator[Autoscaler]:
    """The bounds that Application Auto Scaling keeps a service of ECS between."""
    view = stack.view(each)
    maximum, minimum = view.at("max_capacity").number(), view.at("min_capacity").number()
    written = view.at("resource_id").string() or ""
    service = next((target for target, _ in stack.needs(each) if target.type == "aws_ecs_service"), None)
    if service is None:
        service = next((made for made in stack.of("aws_ecs_service") if written.endswith(f"/{stack.title(made)}")), None)
    if isinstance(maximum, Stated) and (service is not None or written.startswith("service/")):
        name = name_of(stack, service) if service is not None else written.rpartition("/")[2]
        yield Autoscaler(
            each.label, "service", name, maximum, each.location, minimum if isinstance(minimum, Stated) else None,
            tuple(_metrics(stack, each)), stack.environment,
        )  # fmt: skip


def _metrics(stack: Stack, target: Made) -> Iterator[tuple[str, str]]:
    for policy in stack.of(_POLICY):
        if any(plain(each.address) == plain(target.address) for each, _ in stack.needs(policy)):
            tracking = first(stack.view(policy).at("target_tracking_scaling_policy_configuration"))
            metric = first(tracking.at("predefined_metric_specification")).at("predefined_metric_type").string()
            value = tracking.at("target_value").string()
            if metric and value:
                yield metric, value


def _of_azure(stack: Stack, each: Made) -> Iterator[Autoscaler]:
    capacity = first(first(stack.view(each).at("profile")).at("capacity"))
    maximum, minimum = capacity.at("maximum").number(), capacity.at("minimum").number()
    target = stack.pointed(stack.view(each).at("target_resource_id"))
    if isinstance(maximum, Stated):
        kind, name = (target.type, stack.title(target)) if target is not None else ("resource", "")
        yield Autoscaler(
            stack.title(each), kind, name, maximum, each.location, minimum if isinstance(minimum, Stated) else None,
            (), stack.environment,
        )  # fmt: skip


def _of_google(stack: Stack, each: Made) -> Iterator[Autoscaler]:
    policy = first(stack.view(each).at("autoscaling_policy"))
    maximum, minimum = policy.at("max_replicas").number(), policy.at("min_replicas").number()
    target = stack.pointed(stack.view(each).at("target"))
    if isinstance(maximum, Stated):
        yield Autoscaler(
            stack.title(each), "instance-group", stack.title(target) if target is not None else "", maximum, each.location,
            minimum if isinstance(minimum, Stated) else None, (), stack.environment,
        )  # fmt: skip


def _plan(stack: Stack, each: Made) -> Iterator[BackupDeclared]:
    """The rules of a plan of AWS Backup."""
    for rule in stack.view(each).at("rule").items():
        name, days = rule.at("rule_name").string(), first(rule.at("lifecycle")).at("delete_after").stated()
        yield BackupDeclared(
            name or stack.title(each), stack.tool, rule.location or each.location, schedule=rule.at("schedule").stated(),
            retention=Stated(f"{days.value} days", days.location) if days is not None else None, environment=stack.environment,
        )  # fmt: skip


def _of_cloud_sql(stack: Stack, each: Made) -> Iterator[BackupDeclared]:
    held = first(first(stack.view(each).at("settings")).at("backup_configuration"))
    enabled = held.at("enabled").stated()
    kept = first(held.at("backup_retention_settings")).at("retained_backups").stated()
    if enabled is not None and enabled.value == "true":
        yield BackupDeclared(
            stack.title(each), stack.tool, each.location, stack.title(each), schedule=held.at("start_time").stated(),
            retention=Stated(f"{kept.value} backups", kept.location) if kept is not None else None,
            environment=stack.environment,
        )  # fmt: skip
