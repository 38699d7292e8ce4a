"""Go modules, what they require directly, and the commands that they build."""

from opsworthy.facts.code.manifests.go_packages import go_packages, is_go_manifest
from opsworthy.facts.code.source_paths import is_go
from opsworthy.facts.detector import Detector


def _wants(path: str) -> bool:
    return is_go_manifest(path) or is_go(path)


DETECTOR = Detector(
    name="go_module",
    about="go.mod: modules, their direct requirements, and the programs of their main packages.",
    wants=_wants,
    detect=go_packages,
    looks_at=("go.mod", "*.go"),
)
