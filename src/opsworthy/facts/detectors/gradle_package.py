"""Gradle builds and what they need, from build files and version catalogues."""

from opsworthy.facts.code.manifests.gradle import gradle_packages, is_gradle_manifest
from opsworthy.facts.detector import Detector

DETECTOR = Detector(
    name="gradle_package",
    about="build.gradle and libs.versions.toml: dependencies, plugins, and whether a build makes a program or is published.",
    wants=is_gradle_manifest,
    detect=gradle_packages,
    looks_at=("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts", "libs.versions.toml"),
)
