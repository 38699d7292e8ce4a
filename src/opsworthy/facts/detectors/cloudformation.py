"""CloudFormation and SAM templates, whatever they are called, with the environments that they are deployed to."""

from collections.abc import Iterator, Mapping
from dataclasses import field

from opsworthy.facts.cloudformation import environments
from opsworthy.facts.cloudformation.environments import Setting, is_samconfig, may_be_parameters
from opsworthy.facts.cloudformation.evaluation import Evaluator
from opsworthy.facts.cloudformation.nesting import nested
from opsworthy.facts.cloudformation.nesting import template_of as nested_template
from opsworthy.facts.cloudformation.reading import facts_of
from opsworthy.facts.cloudformation.stack import Stack
from opsworthy.facts.cloudformation.templates import Template, is_mentioned, may_hold_template, template_of
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.facts.told_again import Telling
from opsworthy.facts.view import Found
from opsworthy.text.dataclass import dataclass
from opsworthy.text.source import Problem

_NESTS = ("AWS::CloudFormation::Stack", "AWS::Serverless::Application")


@dataclass
class _Read:
    templates: dict[str, Template] = field(default_factory=dict)
    settings: list[tuple[Setting, Template]] = field(default_factory=list)
    problems: list[Told] = field(default_factory=list)


def _wants(path: str) -> bool:
    return may_hold_template(path) or is_samconfig(path)


def _detect(files: Files) -> Iterator[Told]:
    read = _Read()
    for source in files:
        found = None if is_samconfig(source.path) else template_of(files, source)
        if isinstance(found, Problem):
            read.problems.append(found)
        elif found is not None:
            read.templates[source.path] = found
    yield from read.problems
    if not read.templates:
        return
    yield from _read_settings(files, read)
    yield from _facts(read)


def _read_settings(files: Files, read: _Read) -> Iterator[Told]:
    """The settings of all files, with their environments and the secrets that they give away."""
    every = tuple(read.templates.values())
    for source in files:
        if is_samconfig(source.path):
            for each in environments.of_samconfig(files, source):
                if isinstance(each, Problem):
                    yield each
                else:
                    read.settings += [(each, template) for template in _configured(each, source.path, every)]
                    yield from _told(each, "sam")
        elif may_be_parameters(source.path) and source.path not in read.templates and not is_mentioned(source.text):
            for setting, template in environments.of_parameters(files, source, every):
                read.settings.append((setting, template))
                yield from _told(setting, "cloudformation")


def _told(setting: Setting, platform: str) -> Iterator[Told]:
    if setting.environment is not None:
        yield EnvironmentDeclared(setting.environment, setting.location, platform, setting.deploy)
    yield from environments.secrets_in(setting)


def _configured(setting: Setting, path: str, templates: tuple[Template, ...]) -> list[Template]:
    """The templates that a samconfig is for: the one that it names, else those of its own folder that SAM reads."""
    folder = path.rpartition("/")[0]
    named = [each for each in templates if each.path == setting.template]
    usual = [each for each in templates if each.folder == folder and each.path.rpartition("/")[2].startswith("template.")]
    return named or usual


def _facts(read: _Read) -> Iterator[Told]:
    """The facts of every template that no other one nests; then, per environment, those that are other than the shared ones."""
    nested_ones = _nested(read.templates)
    telling = Telling()
    for template in read.templates.values():
        if template.path in nested_ones:
            continue
        settings = [setting for setting, of in read.settings if of is template]
        shared = {name: node for each in settings if each.environment is None for name, node in each.values.items()}
        yield from telling.shared(_of(read, template, shared, None))
        for setting in settings:
            if setting.environment is not None:
                values = {**shared, **setting.values}
                yield from telling.of_environment(_of(read, template, values, setting.environment))


def _of(read: _Read, template: Template, values: Mapping[str, Found], environment: str | None) -> Iterator[Told]:
    tool = "sam" if template.sam else "cloudformation"
    prefix = template.path.rpartition(".")[0]
    stack = Stack(Evaluator(template, values), prefix, tool, environment, strict=environment is not None)
    for each in nested(stack, read.templates):
        yield from facts_of(each)


def _nested(templates: dict[str, Template]) -> set[str]:
    """The templates that others make their stacks of."""
    found = set()
    for template in templates.values():
        stack = Stack(Evaluator(template), "", "cloudformation")
        for each in stack.of(*_NESTS):
            held = nested_template(stack, each, templates)
            if held is not None and held is not template:
                found.add(held.path)
    return found


DETECTOR = Detector(
    "cloudformation",
    "CloudFormation and SAM templates",
    _wants,
    _detect,
    looks_at=("*.yaml", "*.yml", "*.json", "*.template", "*.cfn", "*.cform", "samconfig.toml"),
    only_with=("AWSTemplateFormatVersion", "AWS::"),
)
