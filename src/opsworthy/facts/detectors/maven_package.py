"""Maven modules and what they need, from pom.xml."""

from opsworthy.facts.code.manifests.maven import is_maven_manifest, maven_packages
from opsworthy.facts.detector import Detector

DETECTOR = Detector(
    name="maven_package",
    about="pom.xml: names, versions, dependencies, and whether a module is a program or is published.",
    wants=is_maven_manifest,
    detect=maven_packages,
    looks_at=("pom.xml",),
)
