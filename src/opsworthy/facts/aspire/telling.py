"""What the things of an application host are in the words of facts: workloads, resources, secrets."""

from collections.abc import Iterator
from dataclasses import replace
from posixpath import join, normpath

from tree_sitter import Node

from opsworthy.facts.aspire.host import Added, Program, Texts, settings
from opsworthy.facts.aspire.rows import Keep, Run
from opsworthy.facts.code.calls.calling import Call
from opsworthy.facts.command_lines import image_reference, withheld, withheld_path
from opsworthy.facts.fact import Told
from opsworthy.facts.hosting.variables import Named, secrets, variables
from opsworthy.facts.infrastructure import Resource
from opsworthy.facts.ports import number
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.workloads import Container, Ingress, Port, Probe, Variable, Workload
from opsworthy.text.location import Location, Stated, Unknown
from opsworthy.text.syntax import written

_STORE = "aspire"
_NEEDS = ("WithReference", "WaitFor", "WaitForCompletion", "WaitForStart", "WithEnvironment")
_ENDPOINTS = ("WithHttpEndpoint", "WithHttpsEndpoint", "WithEndpoint")
_PROBES = ("WithHttpHealthCheck", "WithHttpsHealthCheck", "WithHttpProbe")


class Telling:
    """The facts of one host; `projects` are the folders of the solution's projects by the names that Aspire gives them."""

    def __init__(self, program: Program, texts: Texts, folder: str, projects: dict[str, str]) -> None:
        self._program = program
        self._texts = texts
        self._folder = folder
        self._projects = projects

    def facts(self) -> Iterator[Told]:
        for added in self._program.added:
            if added.secret:
                yield SecretDeclared(_secret_name(added), _STORE, self._place(added))
            elif isinstance(added.row, Keep):
                yield self._resource(added, added.row)
            elif isinstance(added.row, Run) and not added.is_only_for_developers():
                yield self._workload(added, added.row)
                yield from secrets(self._given(added), _STORE)
                yield from self._outside(added)

    def _place(self, added: Added) -> Location:
        """From the method's name to the end of its arguments: a chain may begin lines above."""
        named, whole = added.code.place(added.call.named), added.code.place(added.call.node)
        return Location(named.path, named.line, named.column, whole.end_line, whole.end_column)

    def _outside(self, added: Added) -> Iterator[Ingress]:
        """That the host lets others in; at which address, no file says."""
        for call in settings(added, "WithExternalHttpEndpoints"):
            first, last = self._place(added), added.code.place(call.named)
            place = replace(first, end_line=max(last.line, first.end_line), end_column=0) if last.line > first.line else first
            yield Ingress(added.name, None, "/", added.name, place)

    def _resource(self, added: Added, row: Keep) -> Resource:
        return Resource(
            row.platform, "aspire", added.call.name, added.name, added.name, row.kind, self._place(added), row.engine,
            paid=row.paid,
        )  # fmt: skip

    def _workload(self, added: Added, row: Run) -> Workload:
        place = self._place(added)
        made, context = self._built(added, row)
        image = self._image(added, row)
        container = Container(
            added.name, place, image, made, self._command(added, row), tuple(self._ports(added, row)),
            tuple(self._probes(added)), (*variables(self._given(added)), *self._taken(added)), context=context,
        )  # fmt: skip
        return Workload(
            "aspire", row.kind, added.name, place, replicas=self._replicas(added), containers=(container,),
            depends_on=tuple(self._needs(added)),
        )  # fmt: skip

    def _image(self, added: Added, row: Run) -> Stated[str] | None:
        """The image with its tag, each as a later call may set it."""
        node = added.call.given(row.image, "image") if row.image is not None else None
        tag = added.call.given(row.tag, "tag") if row.tag is not None else None
        for call in added.said:
            if call.name == "WithImage":
                node, tag = call.given(0, "image"), call.given(1, "tag")
            elif call.name == "WithImageTag":
                tag = call.given(0, "tag")
        named, tagged = self._texts(added.code, node), self._texts(added.code, tag)
        if named is None or node is None:
            return None
        whole = f"{named}:{tagged}" if tagged and ":" not in named.rpartition("/")[2] else named
        return image_reference(Stated(whole, added.code.place(node)))

    def _built(self, added: Added, row: Run) -> tuple[Stated[str] | None, Stated[str] | None]:
        """The Dockerfile, and the folder of the source."""
        node = next((call.given(0, "contextPath") for call in settings(added, "WithDockerfile")), None)
        if row.dockerfile is None and node is None:
            folder = self._source(added, row)
            return None, folder
        node = node or added.call.given(row.folder, "contextPath")
        folder = self._within(added, node)
        if folder is None:
            return None, None
        file = added.call.given(row.dockerfile, "dockerfilePath") if row.dockerfile is not None else None
        path = normpath(join(folder.value, self._texts(added.code, file) or "Dockerfile"))
        return Stated(path, folder.location), folder

    def _source(self, added: Added, row: Run) -> Stated[str] | None:
        """The folder of a project, by its type or its path, or the one that a method is told."""
        typed = added.call.named
        if typed.type in ("generic_name", "generic_type"):
            name = written(typed.named_children[-1]).strip("<> ").rpartition(".")[2]
            found = self._projects.get(name)
            return Stated(found or ".", added.code.place(typed)) if found is not None else None
        if row.folder is None:
            return None
        found_node = added.call.given(row.folder, "projectPath") or added.call.given(None, "workingDirectory")
        path = self._within(added, found_node)
        if path is not None and path.value.endswith((".csproj", ".cs", ".fsproj")):
            return Stated(path.value.rpartition("/")[0] or ".", path.location)
        return path

    def _within(self, added: Added, node: Node | None) -> Stated[str] | None:
        text = self._texts(added.code, node)
        if text is None or node is None or text.startswith("/") or ":" in text:
            return None
        path = normpath(join(self._folder, text.replace("\\", "/")))
        return None if path.startswith("..") else Stated(path, added.code.place(node))

    def _command(self, added: Added, row: Run) -> tuple[str, ...]:
        words = [self._texts(added.code, added.call.given(row.command))] if row.command is not None else []
        for call in settings(added, "WithArgs"):
            words += [self._texts(added.code, each.value) for each in call.arguments]
        return withheld(tuple(word for word in words if word)) if row.kind == "executable" else ()

    def _ports(self, added: Added, row: Run) -> Iterator[Port]:
        """What it listens on: the target of an endpoint; for a project that has none, the endpoint's own port."""
        told: set[int] = set()
        places = list(settings(added, *_ENDPOINTS))
        given = [found for call in places if (found := self._endpoint(added, call, row)) is not None]
        node = added.call.given(None, "port") or added.call.given(1 if row.listens else None)
        own = self._number(added, node)
        if own is not None and own.number == row.listens:
            given.append(own)
        for port in given:
            if port.number not in told:
                told.add(port.number)
                yield port

    def _endpoint(self, added: Added, call: Call, row: Run) -> Port | None:
        target = self._number(added, call.given(1, "targetPort"))
        if target is None and row.kind == "project":
            target = self._number(added, call.given(0, "port"))
        named = self._texts(added.code, call.given(3 if call.name == "WithEndpoint" else 2, "name"))
        return Port(target.number, target.location, named) if target is not None else None

    def _number(self, added: Added, node: Node | None) -> Port | None:
        found = number(self._texts(added.code, node) or "")
        return Port(found, added.code.place(node)) if found is not None and node is not None else None

    def _probes(self, added: Added) -> Iterator[Probe]:
        for call in settings(added, *_PROBES):
            node = call.given(1, "path") if call.name == "WithHttpProbe" else call.given(0, "path")
            path = self._texts(added.code, node)
            if path and node is not None and path.startswith("/"):
                role = written(call.given(0)).rpartition(".")[2].lower() if call.name == "WithHttpProbe" else "health"
                known = role if role in ("liveness", "readiness", "startup") else "health"
                yield Probe(known, "http", added.code.place(node), withheld_path(path))

    def _given(self, added: Added) -> tuple[Named, ...]:
        """Variables with a literal value."""
        found = []
        for call in settings(added, "WithEnvironment"):
            name, value = self._texts(added.code, call.given(0, "name")), self._texts(added.code, call.given(1, "value"))
            if name and value is not None:
                found.append(Named(name, value, added.code.place(call.named)))
        return tuple(found)

    def _taken(self, added: Added) -> Iterator[Variable]:
        """Variables that the host computes, or takes from a parameter."""
        for call in settings(added, "WithEnvironment"):
            name, node = self._texts(added.code, call.given(0, "name")), call.given(1, "value")
            if name and node is not None and self._texts(added.code, node) is None:
                yield Variable(name, added.code.place(call.named))

    def _needs(self, added: Added) -> Iterator[Stated[str]]:
        told = {added.name}
        for call in settings(added, *_NEEDS):
            node = call.given(1 if call.name == "WithEnvironment" else 0)
            meant = self._program.meant(node)
            if meant is not None and meant.whole.row is not None and meant.whole.name not in told:
                told.add(meant.whole.name)
                yield Stated(meant.whole.name, added.code.place(call.named))

    def _replicas(self, added: Added) -> Stated[int] | Unknown | None:
        for call in settings(added, "WithReplicas"):
            node = call.given(0, "replicas")
            text = self._texts(added.code, node)
            if text and text.isdigit() and node is not None:
                return Stated(int(text[:6]), added.code.place(node))
            return Unknown("computed by the host", added.code.place(call.named))
        return None


def _secret_name(added: Added) -> str:
    return f"ConnectionStrings__{added.name}" if added.call.name == "AddConnectionString" else added.name
