"""Dockerfiles and nothing else: one service by the project's name, or one for each folder by the folder's."""

from posixpath import basename, dirname

from opsworthy.facts.workloads import Container, ImageBuilt, Workload
from opsworthy.text.location import Stated

PLATFORM = "docker"
_GENERAL = frozenset({"build", "config", "container", "deploy", "deployment", "docker", "image", "ops", "src"})


def workloads_of(images: tuple[ImageBuilt, ...], name: str) -> tuple[Workload, ...]:
    """What runs when somebody runs the images. A folder that is only for containers says nothing about the name."""
    if len(images) == 1:
        return (workload_of(images[0], name),)
    named = [(basename(dirname(image.path)), image) for image in images]
    speaking = [(folder, image) for folder, image in named if folder.lower().lstrip(".") not in _GENERAL]
    return tuple(workload_of(image, folder or name) for folder, image in speaking or [(name, images[0])])


def workload_of(image: ImageBuilt, name: str) -> Workload:
    """The container that the image becomes when somebody runs it."""
    build = Stated(image.path, image.location)
    probes = (image.probe,) if image.probe else ()
    folder = Stated(image.path.rpartition("/")[0] or ".", image.location)
    container = Container(
        name, image.location, build=build, ports=image.ports, probes=probes, variables=image.variables, context=folder
    )
    return Workload(PLATFORM, "image", name, image.location, containers=(container,))
