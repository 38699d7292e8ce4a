"""What Helm is asked: a chart with everything it takes in, as texts, and the values of a release."""

import json
import posixpath
import re
from collections.abc import Iterator
from glob import escape

from opsworthy.facts.go_templates.values import Value, is_unknown, plain
from opsworthy.facts.helm.built_in import KUBERNETES, NAMESPACE
from opsworthy.facts.helm.charts import Chart, Charts
from opsworthy.facts.helm.releases import Release
from opsworthy.facts.helm.scoping import taken_in
from opsworthy.repository.templating import Asked, ChartFiles

_ALWAYS = ("Chart.yaml", "Chart.lock", "requirements.yaml", "requirements.lock", "values.yaml", ".helmignore")
_MOST_FILES = 2000
_DEEPEST = 8
_ESCAPED = re.compile("[\x7f-\uffff]")
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
        for path in self._paths(chart):
            source = self._charts.files.open(path)
            if source is not None:
                yield f"{within}{path[len(chart.reach('')) :]}", source.text
        for need, found in taken_in(self._charts, chart):
            if found is None:
                raise CannotAsk(f"the chart {need.name if need else '?'}, which {chart.name} takes in, is not here")
            yield from self._texts(found, f"{within}charts/{found.name.replace('/', '_')}/", (*above, chart.folder))

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
    try:
        written = json.dumps(plain(value), allow_nan=False, ensure_ascii=False)
    except (ValueError, TypeError, RecursionError) as error:
        raise CannotAsk("its values cannot be written as JSON") from error
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _any_unknown(value: Value) -> bool:
    if isinstance(value.data, dict):
        return any(_any_unknown(each) for each in value.data.values())
    if isinstance(value.data, list):
        return any(_any_unknown(each) for each in value.data)
    return is_unknown(value)
