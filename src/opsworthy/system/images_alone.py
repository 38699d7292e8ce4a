"""A Dockerfile and nothing else: one service by the project's name."""

from opsworthy.facts.workloads import Container, ImageBuilt, Workload
from opsworthy.text.location import Stated


def workload_of(image: ImageBuilt, name: str) -> Workload:
    """The container that the image becomes when somebody runs it."""
    build = Stated(image.path, image.location)
    probes = (image.probe,) if image.probe else ()
    folder = Stated(image.path.rpartition("/")[0] or ".", image.location)
    container = Container(
        name, image.location, build=build, ports=image.ports, probes=probes, variables=image.variables, context=folder
    )
    return Workload("docker", "image", name, image.location, containers=(container,))
