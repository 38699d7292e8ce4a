"""npm packages and what they need, from package.json."""

from opsworthy.facts.code.manifests.npm import is_npm_manifest, npm_packages
from opsworthy.facts.detector import Detector

DETECTOR = Detector(
    name="npm_package",
    about="package.json: names, versions, dependencies, scripts and the commands that a package installs.",
    wants=is_npm_manifest,
    detect=npm_packages,
    looks_at=("package.json",),
)
