"""Settings of programs that fetch secrets before something runs: Doppler, Infisical, Teller."""

from collections.abc import Iterator

from opsworthy.facts.infrastructure import Resource
from opsworthy.facts.project import SecretDeclared
from opsworthy.text.node import Node, Scalar, entries, find, items, stated, string

_TELLER = {
    "aws_secretsmanager": "aws-secrets-manager",
    "aws_ssm": "aws-parameter-store",
    "azure_keyvault": "azure-key-vault",
    "doppler": "doppler",
    "google_secretmanager": "google-secret-manager",
    "hashicorp_vault": "vault",
    "heroku": "heroku",
    "vault": "vault",
    "vercel": "vercel",
}


def doppler(root: Node) -> Iterator[Resource]:
    """The project and configuration of Doppler; a file may set up several folders."""
    for setup in items(root, "setup") or ((found,) if (found := find(root, "setup")) is not None else ()):
        project = stated(setup, "project")
        if project is not None:
            config = string(setup, "config")
            yield Resource(
                "doppler", "doppler", "project", project.value, project.value, "secret-store", project.location, "doppler", config
            )


def infisical(root: Node) -> Iterator[Resource]:
    """The workspace of Infisical, by its id."""
    workspace = stated(root, "workspaceId")
    if workspace is not None:
        place = string(root, "defaultEnvironment") or None
        name = workspace.value
        yield Resource("infisical", "infisical", "workspace", name, name, "secret-store", workspace.location, "infisical", place)


def teller(root: Node) -> Iterator[SecretDeclared]:
    """The variables that Teller sets, each with where it comes from. Both forms: `env` of a provider, and `maps` with `keys`."""
    for provider in entries(root, "providers"):
        kind = string(provider.value, "kind") or provider.key
        store = _TELLER.get(kind, kind.replace("_", "-"))
        for variable in entries(provider.value, "env"):
            yield SecretDeclared(variable.key, store, variable.location, remote=string(variable.value, "path"))
        for each in items(provider.value, "maps"):
            for key in entries(each, "keys"):
                name = key.value.text if isinstance(key.value, Scalar) and key.value.value not in (None, "==", "") else key.key
                yield SecretDeclared(name if name != "==" else key.key, store, key.location, remote=string(each, "path"))
