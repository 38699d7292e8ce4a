"""The functions of a serverless.yml, with what calls them and what they are given."""

from collections.abc import Iterator
from posixpath import join, normpath

from opsworthy.facts.cloudformation.evaluation import Evaluator
from opsworthy.facts.cloudformation.stack import Stack
from opsworthy.facts.cloudformation.templates import Template, template_in
from opsworthy.facts.command_lines import image_reference
from opsworthy.facts.fact import Told
from opsworthy.facts.given_variables import Given, of_mapping, secrets, variables
from opsworthy.facts.marked import resource
from opsworthy.facts.resource_marks import mark_of
from opsworthy.facts.serverless.variables import Variables
from opsworthy.facts.view import View, span
from opsworthy.facts.workloads import Container, Ingress, Resources, Workload
from opsworthy.text.location import Stated, Unknown
from opsworthy.text.node import Entry, Mapping, Node, Scalar, entries, find, items, string

_PLATFORMS = {
    "aws": ("lambda", "AWS::Lambda::Function"),
    "google": ("cloud-functions", "google_cloudfunctions_function"),
    "azure": ("azure-functions", ""),
    "cloudflare": ("cloudflare-workers", ""),
}
_MEBIBYTE = 1024 * 1024
_HTTP = ("http", "httpApi", "alb", "websocket")
_MOST = 1000


class Service:
    """One serverless.yml read for one stage; None for what holds in every stage."""

    def __init__(self, variables: Variables, stage: str | None) -> None:
        self.variables = variables
        self.root = variables.root
        self.environment = stage
        self.view = View(self.root, variables.reduce)
        prefix = variables.path.rpartition(".")[0]
        self.stack = Stack(Evaluator(self._template(), {}, variables.reduce), prefix, "serverless", stage, strict=stage is not None)

    def _template(self) -> Template:
        """The resources that it declares in the words of CloudFormation; several sections may hold them."""
        held = self.variables.reduce(found) if (found := find(self.root, "resources")) is not None else None
        sections = [held] if isinstance(held, Mapping) else [self.variables.reduce(item) for item in items(held)] if isinstance(held, Node) else []
        merged: dict[str, dict[str, Entry]] = {"Resources": {}, "Conditions": {}, "Mappings": {}, "Parameters": {}}
        for section in sections:
            for name, kept in merged.items():
                inner = find(section, name) if isinstance(section, Mapping) else None
                inner = self.variables.reduce(inner) if inner is not None else None
                kept.update({entry.key: entry for entry in inner.entries} if isinstance(inner, Mapping) else {})
        root = Mapping(
            tuple(
                Entry(name, Mapping(tuple(kept.values()), self.root.location), self.root.location) for name, kept in merged.items()
            ),
            self.root.location,
        )
        return template_in(self.variables.path, root) or Template(self.variables.path, root)
