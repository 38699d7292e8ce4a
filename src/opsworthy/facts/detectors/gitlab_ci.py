"""GitLab CI: jobs with all that they take over, the environments that they deploy to and the variables that they need."""

from collections.abc import Iterator

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.pipelines.gitlab_files import Configuration, configuration
from opsworthy.facts.pipelines.gitlab_jobs import Jobs
from opsworthy.facts.pipelines.given import given_by
from opsworthy.facts.pipelines.names import Names, secrets, settings
from opsworthy.facts.pipelines.places import declared
from opsworthy.facts.project import PipelineDeclared, SecretDeclared
from opsworthy.text.node import Mapping, entries, find, stated, string, walk
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source

_FILE = ".gitlab-ci.yml"
_PROVIDER = "gitlab-ci"
_SOURCE = regex(r"\$CI_PIPELINE_SOURCE\s*==\s*['\"](\w{1,50})['\"]")
_STORES = {
    "vault": "vault",
    "azure_key_vault": "azure-key-vault",
    "gcp_secret_manager": "google-secret-manager",
    "aws_secrets_manager": "aws-secrets-manager",
}
_MOST = 40


def _wants(path: str) -> bool:
    return path == _FILE


def _detect(files: Files) -> Iterator[Told]:
    waiting, seen = list(files.wanted), set[str]()
    while waiting and len(seen) < _MOST:
        path = waiting.pop(0)
        source = files.open(path) if path not in seen else None
        seen.add(path)
        whole = configuration(files, source) if source is not None else None
        if source is None or whole is None:
            continue
        yield from whole.problems
        if whole.sources:
            names = _names(whole)
            pipeline = _pipeline(whole, source, names)
            yield from _told(pipeline, whole, names)
            waiting += [job.calls for job in pipeline.jobs if job.calls]


def _told(pipeline: PipelineDeclared, whole: Configuration, names: Names) -> Iterator[Told]:
    if not pipeline.jobs and not whole.elsewhere:
        yield Problem(whole.root.location, "a pipeline without jobs", "write at least one job with a `script:`")
        return
    yield pipeline
    yield from declared((pipeline,))
    yield from secrets(names.missing(given_by(_PROVIDER)), _PROVIDER)
    for root, _ in whole.sources:
        yield from _from_stores(root)


def _pipeline(whole: Configuration, source: Source, names: Names) -> PipelineDeclared:
    named = stated(whole.root, "workflow", "name")
    return PipelineDeclared(
        named.value if named else source.path.rpartition("/")[2],
        source.path,
        _PROVIDER,
        named.location if named else source.at(1),
        _triggers(whole),
        Jobs(whole).all(),
        settings=settings(names.missing(given_by(_PROVIDER))),
        includes=tuple(whole.elsewhere),
    )


def _triggers(whole: Configuration) -> tuple[str, ...]:
    """The sources of a run that rules ask for by name."""
    asked = (match.group(1) for root, source in whole.sources for match in _SOURCE.finditer(source.text))
    return tuple(dict.fromkeys(asked))


def _names(whole: Configuration) -> Names:
    names = Names()
    for root, source in whole.sources:
        names.read(root, source)
        for each in walk(root):
            names.defined |= {entry.key for key in ("variables", "secrets", "id_tokens") for entry in entries(each, key)}
            for cell in entries(find(each, "parallel")) if isinstance(each, Mapping) else ():
                names.defined |= {entry.key for inner in walk(cell.value) for entry in entries(inner)}
    return names


def _from_stores(root: Mapping) -> Iterator[SecretDeclared]:
    """The secrets that jobs fetch from a store outside (`secrets:`)."""
    for job in root.entries:
        for entry in entries(job.value, "secrets"):
            store = next((key for key in _STORES if find(entry.value, key) is not None), None)
            if store is not None:
                told = find(entry.value, store)
                remote = string(told) or string(told, "path") or string(told, "name") or string(told, "secret_id")
                yield SecretDeclared(entry.key, _STORES[store], entry.location, remote=remote)


DETECTOR = Detector("gitlab_ci", "pipelines of GitLab CI", _wants, _detect, looks_at=(".gitlab-ci.yml",))
