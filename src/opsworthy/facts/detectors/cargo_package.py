"""Rust crates and what they need, from Cargo.toml."""

from opsworthy.facts.code.manifests.cargo import cargo_packages, is_cargo_path
from opsworthy.facts.detector import Detector

DETECTOR = Detector(
    name="cargo_package",
    about="Cargo.toml: names, versions, dependencies, programs, and whether a crate is published.",
    wants=is_cargo_path,
    detect=cargo_packages,
    looks_at=("Cargo.toml", "*.rs"),
)
