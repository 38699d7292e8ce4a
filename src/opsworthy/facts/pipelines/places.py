"""The environments that jobs go to, each told once for a pipeline."""

from collections.abc import Iterable, Iterator

from opsworthy.facts.pipelines.steps import environments_of
from opsworthy.facts.project import EnvironmentDeclared, PipelineDeclared
from opsworthy.text.location import Location


def declared(pipelines: Iterable[PipelineDeclared]) -> Iterator[EnvironmentDeclared]:
    """One fact for each environment and pipeline, at the first place that names it; a job that only takes one down is no
    witness where another job brings it up."""
    for pipeline in pipelines:
        named: dict[str, Location] = {}
        for job in pipeline.jobs:
            for place in environments_of(job):
                named[place.value] = min(place.location, named.get(place.value, place.location))
        for name, location in sorted(named.items(), key=lambda pair: (pair[1], pair[0])):
            yield EnvironmentDeclared(name, location, pipeline.provider, ("workflow", pipeline.path))
