"""Secrets: those that a configuration makes or is given, and values that stand in it for all to read."""

from collections.abc import Iterator

from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.resource_marks import mark_of
from opsworthy.facts.terraform.building import Made
from opsworthy.facts.terraform.environments import Setting
from opsworthy.facts.terraform.expressions import Expression, Literal
from opsworthy.facts.terraform.modules import Module
from opsworthy.facts.terraform.scope import Scope
from opsworthy.facts.terraform.stack import Stack
from opsworthy.facts.terraform.values import Encoded, Undetermined, truth
from opsworthy.text.node import Mapping, Node, Scalar, Sequence
from opsworthy.text.secrecy import carries_credentials, in_clear, is_secret_name

_CREDENTIALS = frozenset(
    ["auth_token", "secret_string", "secret_data", "plaintext_value", "client_secret", "api_key", "app_key", "secret_key",
     "access_key", "private_key", "private_key_pem", "integration_key", "bot_token", "api_token", "oauth_token",
     "connection_string", "primary_key", "shared_key", "service_key", "encryption_key", "webhook_url"]
)  # fmt: skip
_MOST_NODES = 5000
_VARIABLES = frozenset(
    ["environment", "environment_variables", "env", "env_vars", "app_settings", "config_vars", "sensitive_config_vars",
     "variables", "container", "containers", "tags", "labels", "spec"]
)  # fmt: skip


def variables(scope: Scope, module: Module, setting: Setting) -> Iterator[SecretDeclared]:
    """Variables of a root module that are secret: marked so, or called so. A value in a file of values stands in clear."""
    for name, block in module.variables.items():
        marked = block.body.argument("sensitive")
        sensitive = marked is not None and truth(scope.evaluate(marked.value, {})) is True
        default, given = block.body.argument("default"), setting.values.get(name)
        written = given if given is not None else default
        clear = written is not None and _is_clear(name, written.value, sensitive=sensitive)
        if clear and written is not None:
            yield SecretDeclared(name, "terraform", written.location, environment=setting.name, in_clear=True)
        elif sensitive or (is_secret_name(name) and _is_open(default.value if default is not None else None)):
            yield SecretDeclared(name, "terraform", block.location, environment=setting.name)


def _is_clear(name: str, value: Expression, *, sensitive: bool) -> bool:
    if not isinstance(value, Literal) or not isinstance(value.value, str):
        return False
    return in_clear(name, value.value) or (sensitive and in_clear("password", value.value))


def _is_open(default: Expression | None) -> bool:
    """Whether a variable waits for a value."""
    return default is None or (isinstance(default, Literal) and default.value in ("", None))


def secrets(stack: Stack) -> Iterator[SecretDeclared]:
    """Secrets that are made in a store, and literals in resources."""
    for made in stack.made:
        mark = mark_of(made.type) if not made.module else None
        if mark is not None and not made.data and _is_secret(made, mark.kind) and mark.platform != "kubernetes":
            yield from _declared(stack, made, mark.engine or made.type)
        if not made.data:
            yield from _clear(stack, made)


def _is_secret(made: Made, kind: str) -> bool:
    if kind == "parameter":
        entry = made.values.entry("type")
        return entry is not None and isinstance(entry.value, Scalar) and entry.value.value == "SecureString"
    return kind == "secret"


def _declared(stack: Stack, made: Made, store: str) -> Iterator[SecretDeclared]:
    name = stack.title(made)
    yield SecretDeclared(name, store, made.location, environment=stack.environment)


def _clear(stack: Stack, made: Made) -> Iterator[SecretDeclared]:
    """Members that are called like a secret and hold a literal, but for variables, which tell their own."""
    seen: set[int] = set()
    waiting: list[Node] = [made.values]
    while waiting and len(seen) < _MOST_NODES:
        here = waiting.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        if isinstance(here, Sequence):
            waiting.extend(reversed(here.items))
        for entry in here.entries if isinstance(here, Mapping) else ():
            value = entry.value
            if isinstance(value, Scalar):
                if _stands_in_clear(made, entry.key, value):
                    name = f"{made.address}.{entry.key}"
                    yield SecretDeclared(name, stack.tool, value.location, environment=stack.environment, in_clear=True)
            elif entry.key not in _VARIABLES:
                waiting.append(value)


def _stands_in_clear(made: Made, key: str, value: Scalar) -> bool:
    if isinstance(value, Undetermined | Encoded) or not isinstance(value.value, str):
        return False
    if key.endswith("password") or key in _CREDENTIALS:
        return in_clear("password", value.value)
    if key == "value" and (mark := mark_of(made.type)) is not None and _is_secret(made, mark.kind):
        return in_clear("password", value.value)
    return carries_credentials(value.value)
