"""Building a kustomization: what it takes in, then what it does to it."""

from opsworthy.facts.files import Files
from opsworthy.facts.kubernetes.manifests import parsed
from opsworthy.facts.kustomize.generating import generate
from opsworthy.facts.kustomize.inflating import Fetched, Inflating, asked_for
from opsworthy.facts.kustomize.kustomization import Graph, Kustomization, is_remote
from opsworthy.facts.kustomize.patching import Patching
from opsworthy.facts.kustomize.replacing import replaced
from opsworthy.facts.kustomize.resources import Resource, resources_of
from opsworthy.facts.kustomize.transforming import relabelled, scale, transform
from opsworthy.facts.kustomize.variables import resolved
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Node, items, string
from opsworthy.text.source import Problem

_MOST = 3000
_DEEPEST = 50
_MOST_RUNS = 5000
_ADVICE = "check what it produces with `kubectl kustomize`"

Resources = tuple[Resource, ...]


class Builder:
    """Builds each kustomization of a tree once; `problems` are all that went wrong so far."""

    def __init__(self, files: Files, graph: Graph) -> None:
        self._files = files
        self._graph = graph
        self._patching = Patching(files)
        self._inflating = Inflating(files)
        self._takes: dict[str, dict[str, None]] = {}
        self._built: dict[str, Resources] = {}
        self._open: list[str] = []
        self._runs = 0
        self._partial: set[str] = set()  # Folders whose builds lack something that we cannot see.
        self._problems: list[Problem] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(dict.fromkeys((*self._graph.problems, *self._problems, *self._patching.problems)))

    def build(self, folder: str) -> Resources:
        """The objects of a kustomization as it stands by itself, its variables filled in."""
        built = self._base(folder)
        line = self._line(folder)
        declared = [node for each in line for node in items(self._node(each), "vars")]
        return resolved(built, declared, self._references(line)) if declared else built

    def _references(self, line: tuple[str, ...]) -> list[Node]:
        """The places of variables that the configurations of these kustomizations add."""
        found: list[Node] = []
        for folder in line:
            kustomization = self._graph.by_folder[folder]
            for reference in kustomization.listed("configurations"):
                source = self._files.open(kustomization.reach(reference.value) or "")
                documents = parsed(self._files, source)[0] if source is not None else ()
                found += [node for document in documents for node in items(document, "varReference")]
        return found

    def fetched(self, folder: str) -> tuple[Fetched, ...]:
        """The charts from elsewhere that a kustomization and those that it builds on inflate."""
        return tuple(chart for each in self._line(folder) for chart in self._inflating.fetched.get(each, ()))

    def _node(self, folder: str) -> Node:
        return self._graph.by_folder[folder].node

    def _line(self, folder: str) -> tuple[str, ...]:
        """A kustomization and all that it builds on."""
        found = {folder: None}
        waiting = [folder]
        while waiting:
            new = [each for each in self._takes.get(waiting.pop(), ()) if each not in found]
            found |= dict.fromkeys(new)
            waiting += new
        return tuple(found)

    def _base(self, folder: str) -> Resources:
        if folder not in self._built:
            self._built[folder] = self._processed(self._graph.by_folder[folder], ())
        return self._built[folder]

    def _processed(self, kustomization: Kustomization, given: Resources) -> Resources:
        """What Kustomize makes of a kustomization; a component starts from what its user has gathered."""
        if kustomization.folder in self._open:
            return given  # The circle is told once, for the graph.
        self._runs += 1
        if len(self._open) == _DEEPEST or self._runs > _MOST_RUNS:
            what = f"more than {_DEEPEST} kustomizations on top of each other, or {_MOST_RUNS} in all"
            self._tell(kustomization.location, what, "flatten them")
            return given
        self._open.append(kustomization.folder)
        resources = self._gathered(kustomization, given)
        resources = generate(kustomization, resources, self._files)
        resources = (*resources, *self._inflating.inflated(kustomization, self._problems))
        self._tell_generators(kustomization)
        resources = self._patching.before(kustomization, resources, whole=kustomization.folder not in self._partial)
        resources = transform(kustomization.node, resources)
        resources = self._patching.after(kustomization, resources)
        resources = scale(kustomization.node, resources)
        whole = kustomization.folder not in self._partial
        resources = replaced(kustomization, resources, self._files, self._problems, whole)
        resources = self._transformed(kustomization, resources)
        self._open.pop()
        return resources

    def _tell_generators(self, kustomization: Kustomization) -> None:
        """A generator that inflates no chart is a program of its own."""
        followed = {node.location.path for node in asked_for(kustomization, self._files)}
        for reference in kustomization.listed("generators"):
            if kustomization.reach(reference.value) not in followed:
                what = f"cannot know: what the generator {reference.value} makes"
                self._tell(reference.location, what, _ADVICE)

    def _transformed(self, kustomization: Kustomization, resources: Resources) -> Resources:
        """The objects after the files under `transformers`, of which those that add labels are followed."""
        for reference in kustomization.listed("transformers"):
            path = kustomization.reach(reference.value)
            source = self._files.open(path) if path else None
            for document in parsed(self._files, source)[0] if source else (None,):
                if document is not None and string(document, "kind") == "LabelTransformer":
                    resources = relabelled(document, resources)
                else:
                    self._tell(reference.location, f"cannot know: what the transformer {reference.value} changes", _ADVICE)
        return resources

    def _gathered(self, kustomization: Kustomization, given: Resources) -> Resources:
        found = {each.identity: each for each in given}
        for role, reference in kustomization.taken_in():
            if role == "components":
                continue
            for each in self._taken_in(kustomization, reference):
                found.setdefault(each.identity, each)
            if len(found) > _MOST:
                self._tell(reference.location, f"more than {_MOST} objects: the rest was not looked at", "split the build")
                break
        resources = tuple(found.values())
        for reference in kustomization.listed("components"):
            path = kustomization.reach(reference.value)
            if is_remote(reference.value):
                self._tell_remote(reference)
            elif path is not None and path in self._graph.by_folder:
                resources = self._processed(self._graph.by_folder[path], resources)
                self._pass_on(path)
            else:
                self._tell_missing(reference)
        return resources

    def _taken_in(self, kustomization: Kustomization, reference: Stated[str]) -> Resources:
        path = kustomization.reach(reference.value)
        if path is not None and path in self._graph.by_folder:
            built = () if path in self._open else self._base(path)
            self._pass_on(path)
            return built
        source = self._files.open(path) if path is not None else None
        if source is not None:
            documents, problems = parsed(self._files, source)
            self._problems.extend(problems)
            return tuple(resources_of(documents))
        if is_remote(reference.value):
            self._tell_remote(reference)
        elif path is None or not self._files.exists(path):
            self._tell_missing(reference)
        return ()

    def _pass_on(self, folder: str) -> None:
        self._takes.setdefault(self._open[-1], {})[folder] = None
        if folder in self._partial:
            self._partial.add(self._open[-1])

    def _tell(self, where: Location, message: str, advice: str) -> None:
        self._problems.append(Problem(where, message, advice))

    def _tell_remote(self, reference: Stated[str]) -> None:
        self._partial.add(self._open[-1])
        self._tell(reference.location, "cannot know: remote base", "vendor what it holds, or look at it where it stands")

    def _tell_missing(self, reference: Stated[str]) -> None:
        self._partial.add(self._open[-1])
        what = f"{reference.value} is not among the files that were read"
        self._tell(reference.location, what, "add it, remove the entry, or see among what was left out why it does not count")
