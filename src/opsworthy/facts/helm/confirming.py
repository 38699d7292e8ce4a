"""A release as we read it, held against what Helm printed for it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from opsworthy.facts.files import Files
from opsworthy.facts.go_templates.functions.unforeseen import is_unforeseen
from opsworthy.facts.helm.built_in import template_name
from opsworthy.facts.helm.joining import Joining, TooLarge
from opsworthy.facts.helm.printing import Made, made
from opsworthy.facts.helm.rendering import Rendered, without_release_namespace
from opsworthy.facts.helm.written_lines import WrittenLines
from opsworthy.facts.kubernetes.objects import Object
from opsworthy.text.dataclass import dataclass
from opsworthy.text.node import string

_Key = tuple[str, str, str | None, str]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The objects of a release, and the names of those where Helm's word counts more than ours."""

    objects: tuple[Object, ...]
    taken: tuple[str, ...]


def confirmed(files: Files, rendered: Rendered, text: str) -> Confirmed:
    """Ours where Helm agrees, Helm's at our places where it does not; what Helm does not print is not there."""
    theirs = [replace(each, object=without_release_namespace(each.object)) for each in made(text)]
    templates = {template_name(scope, path): path for scope in rendered.scope.walk() for path in scope.chart.templates}
    lines = WrittenLines(files)
    pairs, alone = _paired(rendered.objects, theirs)
    objects: list[Object] = []
    taken: list[str] = []
    for ours, match in pairs:
        joined = _joined(ours, match.object, lines) if match is not None else None
        if joined is not ours:
            taken.append(_called(ours))
        if joined is not None:
            objects.append(joined)
    for added in _added(alone, templates, lines):
        objects.append(added)
        taken.append(_called(added))
    return Confirmed(tuple(objects), tuple(taken))


def _paired(ours: Iterable[Object], theirs: Iterable[Made]) -> tuple[list[tuple[Object, Made | None]], list[Made]]:
    """Each of ours with Helm's of the same name, and what is left of Helm's. Where a name is not the same, or is made anew at
    each release, the order within a kind decides."""
    by_name: dict[_Key, list[Made]] = defaultdict(list)
    for other in theirs:
        by_name[_key(other.object)].append(other)
    found = [(each, same.pop(0) if (same := by_name[_key(each)]) else None) for each in ours]
    left: dict[tuple[str, str], list[Made]] = defaultdict(list)
    for one in (one for several in by_name.values() for one in several):
        left[one.object.group, one.object.kind].append(one)
    lonely = Counter((each.group, each.kind) for each, match in found if match is None)
    paired: list[tuple[Object, Made | None]] = []
    for each, same_name in found:
        match, several = same_name, left[each.group, each.kind]
        if match is None and several and (is_unforeseen(each.name) or lonely[each.group, each.kind] == len(several)):
            lonely[each.group, each.kind] -= 1
            match = several.pop(0)
        paired.append((each, match))
    return paired, [one for several in left.values() for one in several]


def _joined(ours: Object, theirs: Object, lines: WrittenLines) -> Object:
    joining = Joining(lines, ours.kind == "Secret")
    try:
        node = joining.whole(ours.node, theirs.node)
    except TooLarge:
        return ours
    return replace(ours, name=string(node, "metadata", "name") or ours.name, node=node) if joining.differs else ours


def _added(alone: Iterable[Made], templates: Mapping[str, str], lines: WrittenLines) -> Iterator[Object]:
    """Objects that we did not read, where their template begins them."""
    numbers: Counter[tuple[str, str]] = Counter()
    for each in alone:
        path, kind = templates.get(each.template), each.object.kind
        if path is None:
            continue
        place = lines.of_kind(path, kind, numbers[path, kind])
        numbers[path, kind] += 1
        try:
            node = Joining(lines, kind == "Secret").alone(each.object.node, place)
        except TooLarge:
            continue
        yield replace(each.object, node=node)


def _key(found: Object) -> _Key:
    return found.group, found.kind, found.namespace, found.name


def _called(found: Object) -> str:
    return f"{found.kind} {found.name}"
