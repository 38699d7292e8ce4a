"""Symfony's configuration: the variables that `%env(NAME)%` names."""

from collections.abc import Iterator

from opsworthy.facts.code.environment import Read, variables_read
from opsworthy.facts.code.settings.placeholders import symfony_placeholders
from opsworthy.facts.code.source_paths import is_test_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.node import Mapping, Scalar, entries, walk
from opsworthy.text.source import Source

_DEFAULT = "env("


def _wants(path: str) -> bool:
    return path.endswith((".yaml", ".yml")) and "config/" in path and not is_test_source(path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if "%env(" in source.text:
            yield from variables_read(_reads(files, source), "php")


def _reads(files: Files, source: Source) -> Iterator[Read]:
    """The variables of one file; `env(NAME): value` among the parameters is a default, which stands for a read of its own."""
    for root in files.yaml(source).documents:
        for entry in entries(root, "parameters"):
            if entry.key.startswith(_DEFAULT) and isinstance(entry.value, Scalar):
                yield Read(entry.key.removeprefix(_DEFAULT).rstrip(")"), entry.location, entry.value.text)
        for node in walk(root):
            if isinstance(node, Scalar):
                yield from symfony_placeholders(node.text, node.location)
            elif isinstance(node, Mapping):
                for entry in node.entries:
                    yield from symfony_placeholders(entry.key, entry.location)


DETECTOR = Detector(
    name="symfony_settings",
    about="YAML configuration of Symfony: environment variables, and those without which it does not start.",
    wants=_wants,
    detect=_detect,
    looks_at=("config/*.yaml", "config/*.yml"),
)
