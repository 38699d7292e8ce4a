"""Where Helm is there, every release is read a second time by it: what it prints confirms, corrects or completes our reading."""

from collections.abc import Callable, Iterable
from dataclasses import field, replace

from opsworthy.facts.helm.asking import Asking, CannotAsk
from opsworthy.facts.helm.charts import Chart, Charts
from opsworthy.facts.helm.confirming import confirmed
from opsworthy.facts.helm.refusals import problem_of, said
from opsworthy.facts.helm.releases import Release
from opsworthy.facts.helm.rendering import Rendered
from opsworthy.facts.infrastructure import ChartRendered
from opsworthy.repository.templating import Answer
from opsworthy.text.dataclass import dataclass
from opsworthy.text.source import Problem

_MOST_TOLD = 20


@dataclass
class _Outcome:
    """What became of the releases of one chart."""

    taken: dict[str, None] = field(default_factory=dict)
    refused: dict[str, None] = field(default_factory=dict)


class SecondReading:
    """Helm is asked for all releases at once, and answers while we read them ourselves."""

    def __init__(self, charts: Charts, releases: Iterable[Release]) -> None:
        self._charts = charts
        self._outcomes: dict[str, _Outcome] = {}
        self._rendered: set[str] = set()
        self._answers: dict[int, Callable[[], Answer] | str] = {}
        self._version: str | None = None
        templater = charts.files.templater
        asking = Asking(charts)
        if templater is None:
            return
        for release in releases:
            try:
                self._answers[id(release)] = templater.begin(asking.asked(release))
            except CannotAsk as error:
                self._answers[id(release)] = str(error)
        self._version = templater.version() if self._answers else None

    def of(self, release: Release, rendered: Rendered) -> Rendered:
        """Our reading of a release, corrected by what Helm prints for it; as it is where Helm prints nothing."""
        begun = self._answers.get(id(release))
        if begun is None or self._version is None:
            return rendered
        outcome = self._outcomes.setdefault(release.chart.folder, _Outcome())
        answer = Answer(None, trouble=begun) if isinstance(begun, str) else begun()
        if answer.text is None:
            outcome.refused[answer.trouble or said(answer.refusal, rendered)] = None
            problem = problem_of(answer.refusal, rendered) if not rendered.problems else None
            return replace(rendered, problems=[problem]) if problem is not None else rendered
        self._rendered.update(path for scope in rendered.scope.walk() for path in scope.chart.templates)
        found = confirmed(self._charts.files, rendered, answer.text)
        outcome.taken.update(dict.fromkeys(found.taken))
        return replace(rendered, objects=list(found.objects), problems=[])

    def summary(self, chart: Chart) -> ChartRendered | None:
        """What Helm said of a chart; None where it was not asked."""
        found = self._outcomes.get(chart.folder)
        if found is None or self._version is None:
            return None
        return ChartRendered(f"Helm {self._version}", tuple(found.taken)[:_MOST_TOLD], tuple(found.refused)[:_MOST_TOLD])

    def refutes(self, problem: Problem) -> bool:
        """Whether Helm made something of a template that we took for broken."""
        return problem.location.path in self._rendered
