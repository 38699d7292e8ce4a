"""Ruby gems and what they need, from Gemfile and gemspec files."""

from opsworthy.facts.code.manifests.gems import gem_packages, is_gem_manifest
from opsworthy.facts.detector import Detector

DETECTOR = Detector(
    name="gem_package",
    about="Gemfile and gemspec: names, gems by group, and the programs that a gem installs.",
    wants=is_gem_manifest,
    detect=gem_packages,
    looks_at=("Gemfile", "gems.rb", "*.gemspec"),
)
