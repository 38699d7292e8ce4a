"""Jenkinsfiles: stages with their steps, questions to a person, credentials, and what is told when a run ends."""

from collections.abc import Iterator
from dataclasses import replace

from tree_sitter import Node as SyntaxNode

from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.pipelines.given import given_by
from opsworthy.facts.pipelines.jenkins_stages import Stages, image, outcomes, steps_in, variables
from opsworthy.facts.pipelines.jenkins_syntax import Call, calls, text, tree
from opsworthy.facts.pipelines.names import Names, line_of, secrets
from opsworthy.facts.project import PipelineDeclared, PipelineJob, SecretDeclared
from opsworthy.text.code import is_packed
from opsworthy.text.location import Location
from opsworthy.text.source import Problem, Source
from opsworthy.text.syntax import written

_PROVIDER = "jenkins"
_ENDINGS = (".jenkinsfile", ".jenkins")
_NOT = (
    ".adoc", ".erb", ".j2", ".java", ".json", ".md", ".png", ".py", ".sh", ".svg", ".tmpl", ".tpl", ".txt", ".xml",
    ".yaml", ".yml",
)  # fmt: skip
_IDENTIFIERS = ("credentialsId", "credentialId", "kubeconfigId", "registryCredentialsId")
_NAMED = frozenset(["credentials", "sshagent", "sshAgent"])


def _wants(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return (name.startswith("jenkinsfile") and not name.endswith(_NOT)) or name.endswith(_ENDINGS)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if is_packed(source.text) or not source.text.strip():
            continue
        root = tree(source)
        pipeline = _pipeline(root, source)
        if not pipeline.jobs:
            what = "no stage and no step was understood in this Jenkinsfile"
            yield Problem(source.at(1), what, "write its work in stages: stage('…') { steps { … } }")
            continue
        yield pipeline
        yield from _secrets(root, source)


def _pipeline(root: SyntaxNode, source: Source) -> PipelineDeclared:
    stages = Stages(source)
    last = stages.read(root)
    jobs = list(stages.jobs)
    top = next((each.body for each in calls(root, source, frozenset(["pipeline"])) if each.name == "pipeline"), root)
    alone = () if jobs else tuple(steps_in(root, source))
    if any(step.run for step in alone):
        jobs = [PipelineJob("build", source.at(1), alone)]
    after = tuple(outcomes(top, source))
    if after and jobs:
        blocks = calls(top, source, frozenset(["post", "stage", "stages"]))
        held = next((each.location for each in blocks if each.name == "post"), after[0].location)
        jobs.append(PipelineJob("post", held, after, last))
    shared, where = tuple(variables(top, source)), image(top, source)
    jobs = [replace(job, variables=(*job.variables, *shared), image=job.image or where) for job in jobs]
    name = source.path.rpartition("/")[2]
    return PipelineDeclared(name, source.path, _PROVIDER, source.at(1), tuple(_triggers(root, source)), tuple(jobs))


def _triggers(root: SyntaxNode, source: Source) -> Iterator[str]:
    for each in calls(root, source):
        if each.name == "triggers" and each.body is not None:
            yield from (inner.name for inner in calls(each.body, source))


def _secrets(root: SyntaxNode, source: Source) -> Iterator[SecretDeclared]:
    """The credentials of Jenkins by their identifier, and secrets that scripts read and nothing in the file sets."""
    found: dict[str, Location] = {}
    names = Names()
    lines = source.text.splitlines()
    for each in calls(root, source):
        for name, at in _credentials(each, lines):
            found[name] = min(at, found.get(name, at))
        for key, value in each.pairs():
            if key.lower().endswith("variable"):
                names.defined.add(text(value) or "")
        for word in (*each.words(), *((told,) if (told := each.said("script")) else ())):
            names.read_text(word, each.location, lines)
        names.defined |= {word.partition("=")[0] for word in each.words() if "=" in word}
    names.defined |= set(_assigned(root))
    for name, at in sorted(found.items(), key=lambda pair: pair[1]):
        yield SecretDeclared(name, _PROVIDER, at)
    yield from secrets(names.missing(given_by(_PROVIDER)), _PROVIDER)


def _credentials(each: Call, lines: list[str]) -> Iterator[tuple[str, Location]]:
    told = [text(value) for key, value in each.pairs() if key in _IDENTIFIERS]
    if each.name in _NAMED:
        told += [*each.words(), each.said("credentials")]
    elif each.name == "docker.withRegistry":
        told += each.words()[1:2]
    for name in told:
        if name and "$" not in name:
            yield name, line_of(name, each.location, lines)


def _assigned(root: SyntaxNode) -> Iterator[str]:
    """Every name that the file gives a value."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        left = node.child_by_field_name("left" if node.type == "assignment_expression" else "name")
        if left is not None and node.type in ("assignment_expression", "variable_declarator"):
            yield written(left).rpartition(".")[2]
        waiting.extend(node.named_children)


DETECTOR = Detector("jenkins", "Jenkinsfiles", _wants, _detect, looks_at=("Jenkinsfile*", "*.jenkinsfile", "*.jenkins"))
