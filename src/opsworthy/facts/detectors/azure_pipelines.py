"""Azure Pipelines: stages, jobs and deployments, templates of this repository, groups of variables and key vaults."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.pipelines.azure_jobs import Jobs, groups
from opsworthy.facts.pipelines.azure_reading import Reading
from opsworthy.facts.pipelines.given import given_by
from opsworthy.facts.pipelines.names import Names, secrets
from opsworthy.facts.pipelines.places import declared
from opsworthy.facts.project import PipelineDeclared, SecretDeclared
from opsworthy.text.node import Mapping, Node, entries, find, items, stated, string, walk
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source

_PROVIDER = "azure-pipelines"
_FOLDERS = (".azure-pipelines/", ".azuredevops/", ".azure/", ".ado/", ".pipelines/", "azure-pipelines/")
_MACRO = regex(r"\$\(([A-Za-z_][\w.\-]{0,100})\)|\$\{\{\s*variables\.([A-Za-z_]\w{0,100})\s*\}\}")
_BODIES = ("stages", "jobs", "steps", "extends")
_STARTS = ("trigger", "pr", "schedules", "pool", "resources", "name", "variables")
_VAULT = "azurekeyvault"


def _wants(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    if not name.endswith((".yml", ".yaml")):
        return False
    return name.startswith(("azure-pipeline", ".azure-pipeline", "azure_pipeline")) or path.startswith(_FOLDERS)


def _detect(files: Files) -> Iterator[Told]:
    taken_in: set[str] = set()
    told: list[tuple[str, list[Told]]] = []
    for source in files:
        read = files.yaml(source)
        root = read.documents[0] if read.documents else None
        main = source.path.rpartition("/")[2].lower().startswith(("azure-pipeline", ".azure-pipeline", "azure_pipeline"))
        if main:
            yield from read.problems
        if not isinstance(root, Mapping):
            continue
        if _is_pipeline(root):
            reading = Reading(files)
            told.append((source.path, list(_told(root, source, reading))))
            taken_in |= {path for _, path in reading.roots}
        elif main and not any(find(root, key) is not None for key in ("parameters", "variables")):
            yield Problem(root.location, "a pipeline without stages, jobs or steps", "write them, or name the file as a template")
    for path, facts in told:
        yield from facts if path not in taken_in else ()


def _is_pipeline(root: Mapping) -> bool:
    """Whether a file is run by itself: it has a body, and says when or where it runs. A template only has parameters."""
    has_body = any(find(root, key) is not None for key in _BODIES)
    return has_body and any(root.entry(key) is not None for key in _STARTS)


def _told(root: Mapping, source: Source, reading: Reading) -> Iterator[Told]:
    jobs = Jobs(root, reading).all()
    pipeline = PipelineDeclared(
        source.path.rpartition("/")[2].rpartition(".")[0],
        source.path,
        _PROVIDER,
        source.at(1),
        _triggers(root),
        jobs,
        settings=groups(root),
        includes=tuple(reading.elsewhere),
        schedules=tuple(told for each in items(root, "schedules") if (told := stated(each, "cron")) is not None),
    )
    yield from reading.problems
    yield pipeline
    yield from declared((pipeline,))
    names = _names(root, source, reading)
    yield from secrets(names.missing(given_by(_PROVIDER)), _PROVIDER)
    for body in (root, *(each for each, _ in reading.roots)):
        yield from _from_vaults(body)


def _triggers(root: Mapping) -> tuple[str, ...]:
    """What starts a run; a push is the default where nothing is said."""
    off = string(root, "trigger") == "none"
    pushed = () if off else ("push",)
    asked = ("pull-request",) if root.entry("pr") is not None and string(root, "pr") != "none" else ()
    timed = ("schedule",) if items(root, "schedules") else ()
    return (*pushed, *asked, *timed)


def _names(root: Mapping, source: Source, reading: Reading) -> Names:
    names = Names()
    lines = {source.path: source}
    for body, path in ((root, source.path), *reading.roots):
        opened = lines.get(path) or reading.files.open(path)
        if opened is not None:
            names.read(body, opened, _MACRO)
            names.defined |= set(_defined(body))
    return names


def _defined(root: Mapping) -> Iterator[str]:
    for node in walk(root):
        yield from (entry.key for entry in entries(node, "variables"))
        yield from (name for each in items(node, "variables") if (name := string(each, "name")))


def _from_vaults(root: Node) -> Iterator[SecretDeclared]:
    """The secrets that a task fetches from a key vault by name."""
    for node in walk(root):
        if (string(node, "task") or "").lower().startswith(_VAULT):
            wanted, vault = stated(node, "inputs", "SecretsFilter"), string(node, "inputs", "KeyVaultName")
            for name in wanted.value.split(",") if wanted is not None else ():
                if name.strip() not in ("", "*") and "$" not in name:
                    at = wanted.location if wanted is not None else node.location
                    yield SecretDeclared(name.strip(), "azure-key-vault", at, store_name=vault)


DETECTOR = Detector(
    "azure_pipelines",
    "pipelines of Azure DevOps",
    _wants,
    _detect,
    looks_at=(
        "azure-pipeline*",
        ".azure-pipeline*",
        "azure_pipeline*",
        ".azure-pipelines/*.yml",
        ".azure-pipelines/*.yaml",
        ".azuredevops/*.yml",
        ".azuredevops/*.yaml",
        ".azure/*.yml",
        ".azure/*.yaml",
        ".ado/*.yml",
        ".ado/*.yaml",
        ".pipelines/*.yml",
        ".pipelines/*.yaml",
        "azure-pipelines/*.yml",
        "azure-pipelines/*.yaml",
    ),
)
