"""Flux deliveries that stand by themselves; those of charts and kustomizations are told by their detectors."""

from collections.abc import Iterator

from opsworthy.facts.delivery.ground import Ground
from opsworthy.facts.delivery.reading import FLUX_KINDS, deliveries_of, with_environments
from opsworthy.facts.delivery.standing import standing
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.kubernetes.manifests import wants


def _detect(files: Files) -> Iterator[Told]:
    objects = list(standing(files, "toolkit.fluxcd.io/", FLUX_KINDS))
    yield from with_environments(deliveries_of(objects, Ground(files, objects)))


DETECTOR = Detector(
    "flux",
    "Flux sources, kustomizations and Helm releases",
    wants,
    _detect,
    looks_at=("*.yaml", "*.yml"),
    only_with=("toolkit.fluxcd.io/",),
)
