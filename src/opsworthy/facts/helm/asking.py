"""What Helm is asked: a chart with everything it takes in, as texts, and the values of a release."""

import json
import posixpath
from collections.abc import Iterator
from glob import escape

from opsworthy.facts.go_templates.values import Value, is_unknown, of_node, plain
from opsworthy.facts.helm.built_in import KUBERNETES, NAMESPACE
from opsworthy.facts.helm.charts import Chart, Charts
from opsworthy.facts.helm.releases import Release
from opsworthy.facts.helm.scoping import scope_of, taken_in
from opsworthy.repository.templating import Asked, ChartFiles
from opsworthy.text.regex import regex

_ALWAYS = ("Chart.yaml", "requirements.yaml", "values.yaml", ".helmignore")
_NEEDS = ("Chart.yaml", "requirements.yaml")
_MOST_FILES = 2000
_DEEPEST = 8
_ESCAPED = regex("[\x7f-\uffff]")
"""Helm reads JSON as YAML, which breaks lines at some of these and knows no pairs of escapes for what is beyond them."""


class CannotAsk(Exception):
    """Why Helm cannot render a release from what stands here."""


class Asking:
    """Puts together what Helm needs; each chart once, however many releases it has."""

    def __init__(self, charts: Charts) -> None:
        self._charts = charts
        self._known: dict[str, ChartFiles | CannotAsk] = {}

    def asked(self, release: Release) -> Asked:
        """Raises CannotAsk."""
        for scope in scope_of(self._charts, release.chart, list(release.overlays)).walk():
            for need, _ in scope.missing:
                archive = self._charts.packed(scope.chart, need)
                where = f"is packed in {archive}" if archive is not None else "is not here"
                raise CannotAsk(f"the chart {need.name}, which {scope.chart.name} takes in, {where}")
        chart = self._chart(release.chart)
        values = tuple(_json(each) for each in release.overlays)
        namespace = release.setting.namespace or NAMESPACE
        return Asked(chart, release.setting.name, namespace, ".".join(str(number) for number in KUBERNETES), values)

    def _chart(self, chart: Chart) -> ChartFiles:
        known = self._known.get(chart.folder)
        if known is None:
            try:
                known = ChartFiles(tuple(dict(self._texts(chart, "", ())).items()))
            except CannotAsk as error:
                known = error
            self._known[chart.folder] = known
        if isinstance(known, CannotAsk):
            raise known
        return known

    def _texts(self, chart: Chart, within: str, above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        if chart.folder in above or len(above) >= _DEEPEST:
            raise CannotAsk(f"the chart {chart.name} takes in itself")
        if not chart.path.endswith("Chart.yaml"):
            raise CannotAsk(f"Helm does not read {posixpath.basename(chart.path)}")
        inner = list(taken_in(self._charts, chart))
        absent = frozenset(need.name for need, found in inner if need is not None and found is None)
        for path in self._paths(chart):
            source = self._charts.files.open(path)
            name = path[len(chart.reach("")) :]
            if source is not None:
                yield f"{within}{name}", self._without(path, absent) if absent and name in _NEEDS else source.text
        for found in (each for _, each in inner if each is not None):
            yield from self._texts(found, f"{within}charts/{found.name.replace('/', '_')}/", (*above, chart.folder))

    def _without(self, path: str, absent: frozenset[str]) -> str:
        """A chart's own file without the charts that are not here and that no release asked for takes in: Helm refuses to look
        at a chart before it has all of them."""
        written = plain(of_node(self._charts.mapping(path)))
        if isinstance(written, dict) and isinstance(written.get("dependencies"), list):
            kept = [each for each in written["dependencies"] if isinstance(each, dict) and each.get("name") not in absent]
            written = {**written, "dependencies": kept}
        return _as_json(written)

    def _paths(self, chart: Chart) -> Iterator[str]:
        """The templates and what they may look at; other files only where a template reads files."""
        yield from (chart.reach(name) for name in _ALWAYS)
        yield from chart.templates
        sources = (self._charts.files.open(path) for path in chart.templates)
        if not any(".Files" in source.text for source in sources if source is not None):
            return
        inner = chart.reach("charts/")
        found = [path for path in self._charts.files.matching(f"{escape(chart.reach(''))}*") if not path.startswith(inner)]
        if len(found) > _MOST_FILES:
            raise CannotAsk(f"the chart {chart.name} has more than {_MOST_FILES} files")
        yield from found


def _json(value: Value) -> str:
    """Raises CannotAsk where a value is not known before the release."""
    if _any_unknown(value):
        raise CannotAsk("some of its values are not known before the release")
    return _as_json(plain(value))


def _as_json(data: object) -> str:
    """Raises CannotAsk."""
    try:
        written = json.dumps(data, allow_nan=False, ensure_ascii=False)
    except (ValueError, TypeError, RecursionError) as error:
        raise CannotAsk("its values cannot be written as JSON") from error
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _any_unknown(value: Value) -> bool:
    if isinstance(value.data, dict):
        return any(_any_unknown(each) for each in value.data.values())
    if isinstance(value.data, list):
        return any(_any_unknown(each) for each in value.data)
    return is_unknown(value)
