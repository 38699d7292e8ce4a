"""app.json as Heroku reads it: the application, its add-ons, formation and variables."""

from collections.abc import Iterator

from opsworthy.facts.command_lines import withheld
from opsworthy.facts.project import AppDeclared, SecretDeclared, VariableDocumented
from opsworthy.facts.workloads import AddOn
from opsworthy.text.location import Stated
from opsworthy.text.node import Entry, Mapping, Node, Scalar, entries, find, integer, items, stated, string
from opsworthy.text.secrecy import carries_credentials, in_clear, is_placeholder, is_secret
from opsworthy.text.source import Source

# Keys that only Heroku's app.json has; Expo, mini-programs and others keep a file of the same name.
_OURS = frozenset({"addons", "buildpacks", "env", "environments", "formation", "stack", "success_url"})
_OTHERS = frozenset({"displayName", "expo", "pages", "window"})


def is_ours(root: Node, beside_procfile: bool) -> bool:
    """Whether an app.json is Heroku's, by its keys or by the Procfile beside it."""
    keys = {entry.key for entry in entries(root)}
    return not keys & _OTHERS and bool(keys & _OURS or (beside_procfile and keys))


def application(root: Node, source: Source) -> AppDeclared:
    """The application's own words; its name is empty where the file gives none."""
    name = stated(root, "name")
    urls = (string(item, "url") if isinstance(item, Mapping) else string(item) for item in items(root, "buildpacks"))
    scripts = ((entry.key, string(entry.value) or "") for entry in entries(root, "scripts"))
    location = name.location if name else source.at(1)
    return AppDeclared(
        "heroku",
        name.value.strip() if name else "",
        location,
        string(root, "description"),
        tuple(url for url in urls if url),
        tuple((key, text) for key, text in scripts if text),
    )


def add_ons(nodes: tuple[Node, ...]) -> Iterator[AddOn]:
    """Add-ons in the string form (`product:plan`) and the object form (`plan`, `as`)."""
    for node in nodes:
        plan = stated(node) if isinstance(node, Scalar) else stated(node, "plan")
        if plan is not None and plan.value.strip():
            product, _, size = plan.value.strip().partition(":")
            yield AddOn("heroku", product, plan.location, size or None, string(node, "as"))


def formation(root: Node) -> dict[str, tuple[Entry, Stated[int] | None, Stated[str] | None]]:
    """Quantity and size of each process type."""
    return {entry.key: (entry, _quantity(entry.value), stated(entry.value, "size")) for entry in entries(root, "formation")}


def _quantity(node: Node) -> Stated[int] | None:
    found, number = find(node, "quantity"), integer(node, "quantity")
    return Stated(number, found.location) if found is not None and number is not None else None


def variables(root: Node) -> Iterator[VariableDocumented | SecretDeclared]:
    """Every variable of `env`; one that is secret by name, value or generator is also declared as a secret."""
    for entry in entries(root, "env"):
        value = string(entry.value) if isinstance(entry.value, Scalar) else string(entry.value, "value")
        generated = string(entry.value, "generator") == "secret"
        secret = generated or is_secret(entry.key, value)
        hidden = secret or value is None or is_placeholder(value) or carries_credentials(value)
        required = string(entry.value, "required") != "false"
        description = withheld((string(entry.value, "description") or "",))[0] or None
        yield VariableDocumented(entry.key, entry.location, None if hidden else value, description, required, secret)
        if secret:
            yield SecretDeclared(entry.key, "heroku", entry.location, in_clear=in_clear(entry.key, value))
