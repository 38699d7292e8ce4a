"""From a chart and its values to Kubernetes objects, template by template."""

import posixpath
from collections import Counter
from dataclasses import field, replace

from opsworthy.facts.go_templates.errors import TemplateError, TooMuch
from opsworthy.facts.go_templates.functions.table import FUNCTIONS
from opsworthy.facts.go_templates.parsing import Template, parse
from opsworthy.facts.go_templates.running import Hole, Run
from opsworthy.facts.go_templates.syntax import Body, LoopLeft, write_all
from opsworthy.facts.go_templates.values import Part, Value
from opsworthy.facts.helm.built_in import NAMESPACE, Setting, about_template, template_name, top_level
from opsworthy.facts.helm.charts import Chart, Charts
from opsworthy.facts.helm.placing import Printed
from opsworthy.facts.helm.scoping import Scope, scope_of
from opsworthy.facts.kubernetes.objects import FilledIn, Object, objects_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Entry, Mapping, Node, find, string
from opsworthy.text.source import Problem

_ADVICE = "look at what `helm template` prints for it"
_MOST_OBJECTS = 5000
_MOST_PROBLEMS = 20


@dataclass
class Rendered:
    """What one release of a chart consists of."""

    scope: Scope
    objects: list[Object] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    holes: list[Hole] = field(default_factory=list)


class Renderer:
    """Renders the charts of one tree; each template is parsed once, whatever it is rendered with."""

    def __init__(self, charts: Charts) -> None:
        self.charts = charts
        self._parsed: dict[str, Template | None] = {}
        self.problems: list[Problem] = []

    def render(self, chart: Chart, overlays: list[Value], setting: Setting) -> Rendered:
        """The objects of a release, in the order of the templates. `overlays` are values laid over the chart's own."""
        rendered = Rendered(scope_of(self.charts, chart, overlays))
        scopes = list(rendered.scope.walk())
        defined = self._defined(scopes)
        for scope in scopes:
            if not scope.chart.is_library:
                self._render_one(scope, setting, defined, rendered)
        return rendered

    def _defined(self, scopes: list[Scope]) -> dict[str, Body]:
        """Every named template of a release: what a chart defines wins over what the charts within it define."""
        found: dict[str, Body] = {}
        for scope in reversed(scopes):
            for path in scope.chart.templates:
                template = self._template(path)
                if template is not None:
                    found.update(template.defined)
                    found[template_name(scope, path)] = template.body
        return found

    def _template(self, path: str) -> Template | None:
        if path not in self._parsed:
            source = self.charts.files.open(path)
            try:
                self._parsed[path] = parse(source) if source is not None else None
            except TemplateError as error:
                place = error.location or (source.at(1) if source else None)
                if place is not None:
                    self.problems.append(Problem(place, f"not a template: {error}", "mend the template at this line"))
                self._parsed[path] = None
            except RecursionError:
                self._parsed[path] = None
        return self._parsed[path]

    def _render_one(self, scope: Scope, setting: Setting, defined: dict[str, Body], rendered: Rendered) -> None:
        dot = top_level(self.charts.files, scope, setting)
        for path in scope.chart.templates:
            template = self._template(path) if _prints(path) else None
            if template is None or not template.body:
                continue
            run = Run(FUNCTIONS, defined, Location(path, 1), rendered.holes)
            self._write(run, template, Value({**dot, "Template": about_template(scope, path)}), rendered)
            if len(rendered.objects) > _MOST_OBJECTS:
                return

    def _write(self, run: Run, template: Template, dot: Value, rendered: Rendered) -> None:
        run.variables.append(("$", dot))
        try:
            write_all(template.body, run, dot)
        except TooMuch as error:
            run.output.clear()
            run.problems[error.location or run.place] = str(error)
        except TemplateError as error:
            run.problems[error.location or run.place] = str(error)
        except (LoopLeft, RecursionError):
            run.problems[run.place] = "it includes itself, or leaves a loop where there is none"
        told = [Problem(place, f"cannot know: {why}", _ADVICE) for place, why in run.problems.items()]
        objects, broken = _objects(run.place.path, run.output, run)
        rendered.objects.extend(objects)
        fresh = [each for each in dict.fromkeys((*told, *broken)) if each not in rendered.problems]
        rendered.problems.extend(fresh[: max(0, _MOST_PROBLEMS - len(rendered.problems))])


def _objects(path: str, parts: list[Part], run: Run) -> tuple[list[Object], list[Problem]]:
    printed = Printed(path, parts, run.holes)
    if "kind" not in printed.text:
        return [], []
    documents, problems = printed.documents()
    objects = [each for document in documents for each in objects_of(document) if not _is_test(each.node)]
    told = [Problem(each.location, f"cannot know: what it renders is {each.message}", _ADVICE) for each in problems]
    return _apart([without_release_namespace(each) for each in objects]), told


def _apart(objects: list[Object]) -> list[Object]:
    """Of objects that a loop prints, all from one place, each stands where the values state its name."""
    times = Counter((each.kind, each.location) for each in objects)
    return [_at_its_name(each) if times[each.kind, each.location] > 1 else each for each in objects]


def _at_its_name(found: Object) -> Object:
    name = find(found.node, "metadata", "name")
    if not isinstance(name, FilledIn):
        return found
    return replace(found, stands=name.location)


def without_release_namespace(found: Object) -> Object:
    """The namespace that a release is installed into is nothing that its chart says."""
    metadata = find(found.node, "metadata")
    if found.namespace != NAMESPACE or not isinstance(metadata, Mapping):
        return found
    kept = Mapping(tuple(each for each in metadata.entries if each.key != "namespace"), metadata.location)
    entries = tuple(Entry("metadata", kept, each.location) if each.key == "metadata" else each for each in found.node.entries)
    return Object(found.group, found.kind, found.name, Mapping(entries, found.node.location))


def _is_test(node: Node) -> bool:
    hook = string(node, "metadata", "annotations", "helm.sh/hook") or ""
    return bool(hook) and {each.strip() for each in hook.split(",")} <= {"test", "test-success", "test-failure"}


def _prints(path: str) -> bool:
    name = posixpath.basename(path)
    return not name.startswith(("_", ".")) and not name.endswith((".txt", ".tpl", ".md"))
