"""The stages of a Jenkinsfile as jobs, declarative or scripted, with what each runs and who has to say yes."""

from collections.abc import Iterator
from dataclasses import field, replace

from tree_sitter import Node as SyntaxNode

from opsworthy.facts.pipelines.jenkins_syntax import Call, call, calls, text
from opsworthy.facts.pipelines.steps import command, part
from opsworthy.facts.project import PipelineJob, PipelineStep
from opsworthy.facts.workloads import Pairs, Variable
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Stated
from opsworthy.text.secrecy import is_secret
from opsworthy.text.source import Source
from opsworthy.text.syntax import place, written

_SHELLS = ("sh", "bat", "powershell", "pwsh")
_CLOSED = frozenset(["agent", "environment", "options", "parameters", "post", "stage", "tools", "triggers", "when"])
_QUIET = frozenset(
    ["any", "archiveArtifacts", "booleanParam", "branch", "checkout", "choice", "cleanWs", "credentials", "deleteDir",
     "dockerfile", "each", "echo", "environment", "error", "file", "fileExists", "git", "input", "isUnix", "junit",
     "label", "library", "load", "lock", "message", "milestone", "ok", "post", "println", "properties", "pwd",
     "readFile", "readJSON", "readMavenPom", "readYaml", "sleep", "ssh", "sshUserPrivateKey", "stage", "stash",
     "string", "submitter", "tool", "unstable", "unstash", "usernamePassword", "when", "writeFile", "writeJSON",
     "writeYaml"]
)  # fmt: skip
_CONDITIONS = ("always", "changed", "failure", "fixed", "regression", "success", "unstable", "unsuccessful", "aborted", "cleanup")
_LONGEST = 200
_MOST = 300


@dataclass
class Stages:
    """Reads the stages of one file."""

    source: Source
    jobs: list[PipelineJob] = field(default_factory=list)

    def read(self, root: SyntaxNode, before: tuple[str, ...] = (), parent: str | None = None, depth: int = 0) -> tuple[str, ...]:
        """Adds the stages below a node, and gives the names of the last ones. Those of one `parallel` run together."""
        waits, together, group = before, list[str](), 0
        for stage, parallel in self._nearest(root):
            if not parallel or parallel != group:
                waits, together = tuple(together) or waits, []
            group = parallel
            together += self._stage(stage, waits, parent, depth)
        return tuple(together) or waits

    def _nearest(self, root: SyntaxNode) -> Iterator[tuple[Call, int]]:
        """The stages that stand in no other stage below a node, each with the `parallel` around it, as a number."""
        waiting = [(child, 0) for child in reversed(root.named_children)]
        while waiting:
            node, parallel = waiting.pop()
            found = call(node, self.source)
            if found is not None and found.name == "stage" and found.words():
                yield found, parallel
                continue
            inside = node.start_byte + 1 if found is not None and found.name == "parallel" else parallel
            waiting.extend((child, inside) for child in reversed(node.named_children))

    def _stage(self, stage: Call, waits: tuple[str, ...], parent: str | None, depth: int) -> list[str]:
        body = stage.body
        name = stage.words()[0]
        holds = body is not None and depth < 10 and next(self._nearest(body), None) is not None
        if holds and body is not None:
            return list(self.read(body, waits, name, depth + 1))
        if len(self.jobs) >= _MOST:
            return []
        self.jobs.append(self._job(stage, name, waits, parent))
        return [name]

    def _job(self, stage: Call, name: str, waits: tuple[str, ...], parent: str | None) -> PipelineJob:
        body = stage.body if stage.body is not None else _rest(stage.node)
        steps = tuple(steps_in(body, self.source))
        asks = tuple(self._asks(body))
        when = next((each for each in calls(body, self.source, _CLOSED) if each.name == "when"), None)
        return PipelineJob(
            name,
            stage.location,
            (*asks, *steps, *outcomes(body, self.source)),
            waits,
            condition=_squeezed(when) if when is not None else None,
            variables=tuple(variables(body, self.source)),
            stage=parent,
            manual=bool(asks) or any(step.manual for step in steps),
            image=image(body, self.source),
        )

    def _asks(self, body: SyntaxNode | None) -> Iterator[PipelineStep]:
        """The `input { message … }` of a declarative stage."""
        for each in calls(body, self.source, _CLOSED):
            if each.name == "input" and each.body is not None and not each.words():
                inner = next((one.words() for one in calls(each.body, self.source) if one.name == "message"), ())
                yield replace(part("input", "step", each.location, name=(inner or ("input",))[0]), manual=True)


def steps_in(body: SyntaxNode | None, source: Source) -> Iterator[PipelineStep]:
    """What a block runs: shell texts, questions to a person, and calls of plug-ins and libraries."""
    for each in calls(body, source, _CLOSED):
        if each.name in _SHELLS:
            script = next(iter(each.words()), None) or each.said("script")
            if script is not None:
                yield command(script, each.location, each.said("label"))
        elif each.name == "input" and (each.words() or each.said("message")):
            name = each.said("message") or each.words()[0]
            yield replace(part("input", "step", each.location, name=name), manual=True)
        elif each.name not in _QUIET and each.body is None and _is_statement(each):
            yield part(each.name, "step", each.location, _inputs(each))


def outcomes(body: SyntaxNode | None, source: Source) -> Iterator[PipelineStep]:
    """The steps of a `post` block, each with the outcome that it waits for."""
    for post in calls(body, source, _CLOSED):
        if post.name == "post" and post.body is not None:
            for case in calls(post.body, source, frozenset(_CONDITIONS)):
                if case.name in _CONDITIONS:
                    for step in steps_in(case.body, source):
                        yield replace(step, condition=f"post {case.name}")


def variables(body: SyntaxNode | None, source: Source) -> Iterator[Variable]:
    """The literal variables of an `environment` block that are not secret."""
    for each in calls(body, source, _CLOSED):
        if each.name == "environment" and each.body is not None:
            for name, value in _assigned(each.body):
                literal = text(value)
                if literal is not None and "$" not in literal and not is_secret(name, literal):
                    yield Variable(name, place(source, value), literal)


def _assigned(body: SyntaxNode) -> Iterator[tuple[str, SyntaxNode]]:
    for statement in body.named_children:
        node = statement.named_children[0] if statement.type == "expression_statement" and statement.named_children else statement
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if node.type == "assignment_expression" and left is not None and right is not None:
            yield written(left), right


def image(body: SyntaxNode | None, source: Source) -> Stated[str] | None:
    """The image that an `agent` runs in."""
    for agent in calls(body, source, _CLOSED):
        if agent.name == "agent" and agent.body is not None:
            for each in calls(agent.body, source):
                told = each.words()[:1] if each.name in ("docker", "image") else ()
                if told and "$" not in told[0]:
                    return Stated(told[0], each.location)
    return None


def _rest(node: SyntaxNode) -> SyntaxNode | None:
    """Where a stage of old has no block, the block around it."""
    return node.parent


def _is_statement(each: Call) -> bool:
    """Whether a call stands for itself: on its own line, or as the value of a variable."""
    holders = ("closure", "block", "local_variable_declaration", "program", "lambda_expression")
    parent = each.node.parent
    while parent is not None and parent.type in ("expression_statement", "assignment_expression", "variable_declarator"):
        parent = parent.parent
    return parent is not None and parent.type in holders


def _inputs(each: Call) -> Pairs:
    told = ((key, text(value) or "") for key, value in each.named().items())
    return tuple((key, value) for key, value in told if 0 < len(value) <= _LONGEST and not is_secret(key, value))


def _squeezed(each: Call) -> str:
    """The words of a `when` block on one line."""
    inside = written(each.body).strip("{} \n\t") if each.body is not None else ""
    return " ".join(inside.split())[:_LONGEST]
