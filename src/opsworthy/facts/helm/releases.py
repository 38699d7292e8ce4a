"""What is installed of each chart: one release for each environment, or one with the chart's own values."""

from collections.abc import Iterable, Iterator

from opsworthy.facts.go_templates.values import Value, of_node
from opsworthy.facts.helm.built_in import Setting
from opsworthy.facts.helm.charts import Chart
from opsworthy.facts.helm.environments import Overlay, ValuesFiles, stands_beside
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location


@dataclass(frozen=True, slots=True)
class Release:
    """A chart with values laid over its own, later ones last. `location` is the place that makes an environment of it; `told`
    is true of one that another tool's file names."""

    chart: Chart
    setting: Setting
    environment: str | None = None
    location: Location | None = None
    overlays: tuple[Value, ...] = ()
    told: bool = False


def releases_of(chart: Chart, values: ValuesFiles, told: Iterable[Release] = ()) -> Iterator[Release]:
    """What other tools are told to release comes first. Values files that name further environments say what else is installed;
    a chart without any of both, or with such for development alone, is installed as it is."""
    known = {(each.environment, each.setting.name): each for each in told}
    places = {environment for environment, _ in known}
    overlays = [each for each in values.of(chart) if each.environment not in places]
    yield from known.values()
    if not known and all(stands_beside(each.environment) for each in overlays):
        yield Release(chart, Setting(chart.name))
    for each in overlays:
        yield _for_environment(chart, each)


def _for_environment(chart: Chart, overlay: Overlay) -> Release:
    return Release(chart, Setting(chart.name), overlay.environment, overlay.location, (of_node(overlay.node),))
