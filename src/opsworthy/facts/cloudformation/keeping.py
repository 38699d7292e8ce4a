"""Secrets that a stack makes or is given, and the backups that it sets up."""

from collections.abc import Iterator

from opsworthy.facts.cloudformation.intrinsics import carries_reference, is_secret_parameter
from opsworthy.facts.cloudformation.stack import Declared, Stack
from opsworthy.facts.infrastructure import BackupDeclared
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.view import Pointer
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Entry, Scalar, string
from opsworthy.text.secrecy import in_clear, is_placeholder

_SECRET = "AWS::SecretsManager::Secret"  # noqa: S105
_PARAMETER = "AWS::SSM::Parameter"
_NO_CREDENTIALS = frozenset({"SecretString", "Name", "Description"})
_KEYS = ("AccessKey", "ApiKey", "SecretKey", "PrivateKey")


def parameters(stack: Stack) -> Iterator[SecretDeclared]:
    """Parameters that are secret: whoever makes the stack gives them."""
    for name, entry in stack.evaluator.template.parameters.items():
        if is_secret_parameter(name, entry.value):
            default = string(entry.value, "Default")
            clear = default is not None and not is_placeholder(default) and not carries_reference(default)
            yield SecretDeclared(name, "cloudformation", entry.location, environment=stack.environment, in_clear=clear)


def secrets(stack: Stack) -> Iterator[SecretDeclared]:
    """Secrets of the stores, references to them, and values that stand in the template."""
    for each in stack.declared.values():
        if each.type == _SECRET:
            yield _made(stack, each)
        elif each.type == _PARAMETER and each.properties.at("Type").string() == "SecureString":
            yield SecretDeclared(stack.title(each), "aws-parameter-store", each.location, environment=stack.environment)
        for entry, value in each.properties.entries():
            found = value.found
            if isinstance(found, Pointer) and found.kind == "secret" and found.store != "cloudformation":
                yield SecretDeclared(found.name, found.store, found.location, found.key or None, environment=stack.environment)
            elif isinstance(found, Scalar) and _is_credential(entry.key) and in_clear(entry.key, found.text):
                yield _in_clear(stack, entry, found.location)


def _in_clear(stack: Stack, entry: Entry, value: Location) -> SecretDeclared:
    clear_at = value if (value.path, value.line) != (entry.location.path, entry.location.line) else None
    return SecretDeclared(entry.key, stack.tool, entry.location, environment=stack.environment, in_clear=True, clear_at=clear_at)


def _made(stack: Stack, each: Declared) -> SecretDeclared:
    text = each.properties.at("SecretString").stated()
    clear = text is not None and not is_placeholder(text.value) and any(mark in text.value for mark in (":", "=")) is False
    key = each.properties.at("GenerateSecretString", "GenerateStringKey").string()
    name = stack.title(each)
    return SecretDeclared(name, "aws-secrets-manager", each.location, key, environment=stack.environment, in_clear=clear)


def _is_credential(name: str) -> bool:
    """Whether a property may hold one: most that are called a key only name a field."""
    return name not in _NO_CREDENTIALS and (not name.endswith("Key") or name.endswith(_KEYS))


def backups(stack: Stack) -> Iterator[BackupDeclared]:
    """The rules of AWS Backup plans."""
    for each in stack.of("AWS::Backup::BackupPlan"):
        for rule in each.properties.at("BackupPlan", "BackupPlanRule").items():
            name, days = rule.at("RuleName").string(), rule.at("Lifecycle", "DeleteAfterDays").stated()
            yield BackupDeclared(
                name or each.name,
                stack.tool,
                rule.location or each.location,
                schedule=rule.at("ScheduleExpression").stated(),
                retention=Stated(f"{days.value} days", days.location) if days is not None else None,
                environment=stack.environment,
            )
