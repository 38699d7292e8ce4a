"""Settings of an application: the secrets that they hold or leave open. YAML, JSON, TOML, and the properties of Spring."""

from collections.abc import Iterator

from opsworthy.facts.code.settings.properties import is_settings, read_properties
from opsworthy.facts.code.source_paths import is_test_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.json_files import without_comments
from opsworthy.facts.secrets.files import is_settings_file, without_shown
from opsworthy.facts.secrets.settings import Held, leaves, of_profile, secrets
from opsworthy.text.node import Mapping, Node
from opsworthy.text.source import Problem, Source

_OF_TOOLS = frozenset(
    {
        "$schema",
        "AWSTemplateFormatVersion",
        "Resources",
        "apiVersion",
        "compilerOptions",
        "jobs",
        "openapi",
        "services",
        "sops",
        "swagger",
    }
)


def _wants(path: str) -> bool:
    return (is_settings(path) and not is_test_source(path)) or is_settings_file(path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if is_settings(source.path):
            yield from secrets(_properties(files, source), source.path)
            continue
        for root in _roots(files, source):
            if isinstance(root, Mapping) and not _OF_TOOLS & {entry.key for entry in root.entries[:50]}:
                yield from secrets(leaves(root), source.path)


def _properties(files: Files, source: Source) -> Iterator[Held]:
    if "{{" not in source.text:
        for each in read_properties(files, source)[0]:
            if of_profile(each.profile):
                yield Held(tuple(each.key.split(".")), each.value, each.location)


def _roots(files: Files, source: Source) -> tuple[Node, ...]:
    """A file that is not what its ending says is passed over: many are templates."""
    ending = without_shown(source.path)
    if ending.endswith(".toml"):
        read: Node | Problem = files.toml(source)
    elif ending.endswith(".json"):
        read = files.json(Source(source.path, without_comments(source.text)))
    else:
        return files.yaml(source).documents
    return () if isinstance(read, Problem) else (read,)


DETECTOR = Detector(
    name="settings_files",
    about="secrets in the settings of an application",
    wants=_wants,
    detect=_detect,
    looks_at=("*.yaml", "*.yml", "*.json", "*.toml", "*.properties", "*.example", "*.sample", "*.dist", "*.template"),
)
