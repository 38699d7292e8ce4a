"""Argo CD applications that stand by themselves; those of charts and kustomizations are told by their detectors."""

from collections.abc import Iterator

from opsworthy.facts.delivery.ground import Ground
from opsworthy.facts.delivery.reading import ARGO_KINDS, deliveries_of, with_environments
from opsworthy.facts.delivery.standing import standing
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.kubernetes.manifests import wants


def _detect(files: Files) -> Iterator[Told]:
    objects = list(standing(files, "argoproj.io/", ARGO_KINDS))
    yield from with_environments(deliveries_of(objects, Ground(files, objects)))


DETECTOR = Detector(
    "argo_cd",
    "Argo CD applications and application sets",
    wants,
    _detect,
    looks_at=("*.yaml", "*.yml"),
    only_with=("argoproj.io/",),
)
