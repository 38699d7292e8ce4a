"""What the detectors of ARM and of Bicep share: templates with their parameters, told once and then per environment."""

from collections.abc import Iterator

from opsworthy.facts.azure.deployment import Deployment
from opsworthy.facts.azure.environments import Setting, beside
from opsworthy.facts.azure.evaluation import Evaluator
from opsworthy.facts.azure.making import Making
from opsworthy.facts.azure.reading import facts_of, taken_in
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.facts.told_again import Telling
from opsworthy.facts.view import Found
from opsworthy.text.location import Location
from opsworthy.text.node import Node
from opsworthy.text.source import Problem


def told(files: Files, deployments: dict[str, Deployment], settings: list[Setting]) -> Iterator[Told]:
    """The facts of every template that no other takes in."""
    inner = taken_in(deployments)
    telling = Telling()
    for path, deployment in deployments.items():
        if path in inner:
            continue
        own = [each for each in settings if deployment in beside(each, deployments)]
        shared = {name: value for each in own if each.environment is None for name, value in each.values.items()}
        yield from telling.shared(_facts(files, deployments, deployment, shared, None))
        for each in own:
            if each.environment is not None:
                place = Location(each.path, 1)
                yield EnvironmentDeclared(each.environment, place, deployment.tool, ("parameters", each.path))
                values = {**shared, **each.values}
                yield from telling.of_environment(_facts(files, deployments, deployment, values, each.environment))


def _facts(
    files: Files, deployments: dict[str, Deployment], deployment: Deployment, values: dict[str, Found], environment: str | None
) -> Iterator[Told]:
    def load(path: str) -> Node | None:
        source = files.open(f"{deployment.folder}/{path}".lstrip("/").replace("/./", "/").removeprefix("./"))
        root = files.json(source) if source is not None and path.endswith(".json") else None
        return None if isinstance(root, Problem) else root

    evaluator = Evaluator(deployment, values, load)
    making = Making(evaluator, deployment.path.rpartition(".")[0], environment, strict=environment is not None)
    yield from facts_of(making, deployments)
