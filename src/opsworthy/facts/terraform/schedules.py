"""What the clock calls: rules and schedules, and the resources that they refer to."""

from opsworthy.facts.terraform.building import Made
from opsworthy.facts.terraform.needs import plain
from opsworthy.facts.terraform.stack import Stack
from opsworthy.text.location import Stated

_RULES = ("aws_cloudwatch_event_rule",)
_TARGETS = ("aws_cloudwatch_event_target",)
_OWN = ("aws_scheduler_schedule", "google_cloud_scheduler_job")


def schedule_of(stack: Stack, made: Made) -> Stated[str] | None:
    """The expression of the first rule or schedule that has a resource as its target."""
    wanted = plain(made.address)
    for target in stack.of(*_TARGETS):
        needed = [each for each, _ in stack.needs(target)]
        if any(plain(each.address) == wanted for each in needed):
            for rule in needed:
                said = stack.view(rule).at("schedule_expression").stated() if rule.type in _RULES else None
                if said is not None:
                    return said
    for own in stack.of(*_OWN):
        if any(plain(each.address) == wanted for each, _ in stack.needs(own)):
            return stack.view(own).at("schedule_expression").stated() or stack.view(own).at("schedule").stated()
    return None
