"""PHP packages and what they need, from composer.json."""

from opsworthy.facts.code.manifests.composer import composer_packages, is_composer_manifest
from opsworthy.facts.detector import Detector

DETECTOR = Detector(
    name="composer_package",
    about="composer.json: names, dependencies, scripts, and whether a package is a library.",
    wants=is_composer_manifest,
    detect=composer_packages,
    looks_at=("composer.json",),
)
