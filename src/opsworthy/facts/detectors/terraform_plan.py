"""Plans of Terraform and OpenTofu in JSON, as `terraform show -json` writes them."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.terraform import plans


def _wants(path: str) -> bool:
    return path.endswith(".json") and "plan" in path.rpartition("/")[2].lower()


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if plans.is_plan(source):
            yield from plans.read(files, source)


DETECTOR = Detector("terraform_plan", "Plans of Terraform and OpenTofu in JSON", _wants, _detect, looks_at=("*plan*.json",))
