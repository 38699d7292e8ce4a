"""Environment variables that Go code reads: os.Getenv, struct tags, command line flags, viper."""

from collections.abc import Iterator

from opsworthy.facts.code.environment import variables_read
from opsworthy.facts.code.golang.repository import environment_reads
from opsworthy.facts.code.manifests.go_mod import read_go_mod
from opsworthy.facts.code.source_paths import is_go
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files


def _wants(path: str) -> bool:
    return is_go(path) or path.rpartition("/")[2] == "go.mod"


def _detect(files: Files) -> Iterator[Told]:
    manifests = [read_go_mod(source) for source in files if source.path.endswith("go.mod")]
    modules = frozenset(dependency.name for manifest in manifests for dependency in manifest.dependencies)
    yield from variables_read(environment_reads(files, modules), "go", files)


DETECTOR = Detector(
    name="environment_reads_go",
    about="Environment variables that Go code reads, with their defaults and whether the code fails without them.",
    wants=_wants,
    detect=_detect,
    looks_at=("*.go", "go.mod"),
)
