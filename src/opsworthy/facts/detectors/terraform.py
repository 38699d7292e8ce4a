"""Terraform and OpenTofu: each root module evaluated once per environment."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.terraform.modules import ENDINGS
from opsworthy.facts.terraform.reading import once, read
from opsworthy.facts.terraform.repository import Repository, is_values
from opsworthy.facts.terraform.terragrunt import NAME


def _wants(path: str) -> bool:
    return path.endswith((*ENDINGS, NAME)) or is_values(path)


def _detect(files: Files) -> Iterator[Told]:
    yield from once(read(Repository(files)))


DETECTOR = Detector(
    "terraform",
    "Terraform and OpenTofu",
    _wants,
    _detect,
    looks_at=("*.tf", "*.tofu", "*.tf.json", "*.tofu.json", "*.tfvars", "*.tfvars.json", "terragrunt.hcl"),
)
