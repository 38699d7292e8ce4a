"""Mutants: each an original with one fault."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.mutations import changes, structure
from benchmarks.mutations.kind import Kind, kinds
from benchmarks.mutations.marked import Mark, Marked
from benchmarks.mutations.original import Original
from opsworthy.rules.catalogue import find_rule


@dataclass(frozen=True, slots=True)
class Mutant:
    """One text of an original, `path`, with a fault of a kind at a line."""

    kind: Kind
    original: Original
    path: str
    line: int
    text: str

    @property
    def name(self) -> str:
        return f"{self.kind.name} {self.original.name}/{self.path}:{self.line}"


def mutants(original: Original, only: tuple[str, ...] = ()) -> Iterator[Mutant]:
    """Every fault of every kind at every place of an original, in the order of the kinds; `only` names kinds."""
    for kind in kinds():
        if (only and kind.name not in only) or not is_owed(kind, original):
            continue
        for path, marked in original.files.items():
            seen = {marked.text}
            for at, text in _made(original, kind, path, marked):
                if text not in seen:
                    seen.add(text)
                    yield Mutant(kind, original, path, marked.text.count("\n", 0, at) + 1, text)


def is_owed(kind: Kind, original: Original) -> bool:
    """Whether documents of this profile owe what the kind takes away; where they do not, it is no fault;
    nor is another namespace, where no file declares one."""
    if kind.by == "namespaces" and not any(each.namespace for each in original.system.environments):
        return False
    known = [rule for name in kind.rules if (rule := find_rule(name))]
    return not known or any(original.profiles & set(rule.profiles) for rule in known)


def _made(original: Original, kind: Kind, path: str, marked: Marked) -> Iterator[tuple[int, str]]:
    if not kind.mark:
        if path in original.documents:
            yield from structure.EVERYWHERE[kind.by](marked.text)
        return
    change = (changes.CHANGES | structure.CHANGES)[kind.by]
    groups: dict[str, list[Mark]] = {}
    for mark in marked.marks:
        if kind.is_about(mark):
            groups.setdefault(mark.name, []).append(mark)
    for marks in groups.values():
        yield from change(marked, kind, marks)
