"""Settings of an application in YAML, JSON or TOML: the secrets that they hold or leave open."""

import re
from collections.abc import Iterator

from opsworthy.facts.code.settings.properties import is_settings
from opsworthy.facts.code.source_paths import is_test_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.secrets.settings import leaves, secrets
from opsworthy.text.node import Mapping, Node
from opsworthy.text.source import Problem, Source

_ENDINGS = (".yaml", ".yml", ".json", ".toml")
_NAMED = re.compile(r"(?:app(?:lication)?[-_.]?)?(?:settings?|config(?:uration)?|conf|secrets?|credentials)(?:[-_.][\w-]+){0,3}")
_FOLDERS = frozenset({"conf", "conf_yaml", "config", "configs", "configuration", "settings"})
_IN_FOLDERS = re.compile(r"(?:app|application|base|common|custom-environment-variables|database|default|live|mail|prod|production|secrets|staging|storage)")
_WORDS = re.compile(r"[-_./]")
_OTHERS = frozenset(
    {
        "ci", "crd", "crds", "dashboard", "dev", "development", "e2e", "i18n", "k8s", "kube", "kubernetes", "lang", "local", "locale", "locales", "manifests",
        "messages", "mkdocs", "openapi", "schema", "swagger", "test", "testing", "tests", "translations", "tsconfig", "vite",
    }
)  # fmt: skip
_OF_TOOLS = frozenset({"apiVersion", "$schema", "openapi", "swagger", "services", "jobs", "compilerOptions", "sops", "AWSTemplateFormatVersion", "Resources"})


def _wants(path: str) -> bool:
    if not path.endswith(_ENDINGS):
        return False
    *folders, name = path.split("/")
    stem = name.rpartition(".")[0].lower()
    named = _NAMED.fullmatch(stem) or (folders and folders[-1].lower() in _FOLDERS and _IN_FOLDERS.fullmatch(stem))
    if not named or any(folder.startswith(".") for folder in folders) or is_settings(path) or is_test_source(path):
        return False
    return not _OTHERS.intersection(_WORDS.split(path.lower())) or _is_place(folders)


def _is_place(folders: list[str]) -> bool:
    """config/settings/production.yml stands in a folder of settings, whatever stands above it."""
    return len(folders) > 1 and folders[-1] == "settings" and folders[-2] == "config"


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        stem = source.path.rpartition("/")[2].partition(".")[0]
        for root in _roots(files, source):
            if isinstance(root, Mapping) and not _OF_TOOLS & {entry.key for entry in root.entries[:50]}:
                yield from secrets(leaves(root), stem)


def _roots(files: Files, source: Source) -> tuple[Node, ...]:
    """A file that is not what its ending says is passed over: templates of settings are none."""
    if source.path.endswith(".toml"):
        read: Node | Problem = files.toml(source)
    elif source.path.endswith(".json"):
        read = files.json(source)
    else:
        return files.yaml(source).documents
    return () if isinstance(read, Problem) else (read,)


DETECTOR = Detector("settings_files", "secrets in the settings of an application", _wants, _detect)
