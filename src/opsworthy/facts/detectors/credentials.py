"""Values committed in clear: tokens, keys and passwords in addresses, by the shapes that a scanner knows."""

from collections.abc import Iterator

from opsworthy.facts.code.source_paths import is_source, is_test_source
from opsworthy.facts.credentials.finding import credentials
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files

_ENDINGS = (
    ".asc", ".bash", ".bicep", ".cfg", ".cnf", ".conf", ".config", ".env", ".gpg", ".gradle", ".groovy", ".hcl", ".hocon", ".ini", ".json", ".json5", ".jsonc",
    ".key", ".nomad", ".npmrc", ".pem", ".plist", ".ppk", ".properties", ".ps1", ".pypirc", ".sbt", ".scala", ".service", ".sh", ".sql", ".tf", ".tfvars", ".toml",
    ".vue", ".svelte", ".xml", ".yaml", ".yml", ".zsh",
)  # fmt: skip
_NAMES = frozenset(
    {
        ".dockercfg", ".envrc", ".htpasswd", ".netrc", ".npmrc", ".pgpass", ".pypirc", ".yarnrc", "containerfile", "credentials", "dockerfile", "id_dsa", "id_ecdsa",
        "id_ed25519", "id_rsa", "jenkinsfile", "justfile", "makefile", "procfile", "vagrantfile",
    }
)  # fmt: skip
# What machines write, and what names no secret though it looks like one.
_WRITTEN = (
    ".lock", ".lock.json", ".lock.yaml", "-lock.json", "-lock.yaml", ".min.json", ".map", ".tfstate.backup", "cdk.context.json", "google-services.json",
    "googleservice-info.plist", "npm-shrinkwrap.json", "packages.lock.json", "verification-metadata.xml",
)  # fmt: skip


def _wants(path: str) -> bool:
    if is_source(path):
        return True
    name = path[path.rfind("/") + 1 :].lower()
    named = name.endswith(_ENDINGS) or name in _NAMES or name.startswith((".env", "dockerfile."))
    return named and not name.endswith(_WRITTEN) and not is_test_source(path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        yield from credentials(source)


DETECTOR = Detector("credentials", "values committed in clear, by kind and place", _wants, _detect)
