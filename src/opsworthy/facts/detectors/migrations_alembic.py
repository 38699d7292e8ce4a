"""Alembic migrations: the chain of revisions, and those whose downgrade does nothing or fails."""

from collections import defaultdict
from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.migrations import Migration, migrations_of
from opsworthy.facts.code.python.expressions import bare, plain, text_of
from opsworthy.facts.code.source_paths import folder_of, is_python
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.code import Code
from opsworthy.text.location import Location, Stated
from opsworthy.text.syntax import written

_IDLE = frozenset(["pass_statement", "comment", "raise_statement"])


def _detect(files: Files) -> Iterator[Told]:
    folders: dict[str, list[Code]] = defaultdict(list)
    for source in files:
        if "down_revision" in source.text and "def upgrade" in source.text and (code := files.code(source)) is not None:
            folders[folder_of(source.path)].append(code)
    for folder, codes in folders.items():
        yield from _folder(folder, codes)


def _folder(folder: str, codes: list[Code]) -> Iterator[Told]:
    known: dict[str, tuple[Stated[str], frozenset[str], Code]] = {}
    for code in codes:
        said = _assigned(code)
        revision = text_of(said.get("revision"))
        if revision is not None:
            known[revision] = (Stated(revision, code.place(said["revision"])), _parents(said.get("down_revision")), code)
    followed = {parent for _, parents, _ in known.values() for parent in parents}
    heads = [revision for revision in known if revision not in followed]
    depths = _depths({revision: parents for revision, (_, parents, _) in known.items()})
    found = [Migration(name, (depths[revision], revision), _no_way_back(code)) for revision, (name, _, code) in known.items()]
    yield from migrations_of("alembic", folder, found, latest=len(heads) == 1)


def _assigned(code: Code) -> dict[str, Node]:
    """The values of the module's own `revision` and `down_revision`."""
    found: dict[str, Node] = {}
    for statement in code.root.named_children:
        inner = statement.named_children[0] if statement.type == "expression_statement" and statement.named_child_count else None
        right = inner.child_by_field_name("right") if inner is not None and inner.type == "assignment" else None
        if inner is not None and right is not None:
            found[written(inner.child_by_field_name("left"))] = right
    return found


def _parents(node: Node | None) -> frozenset[str]:
    node = bare(node)
    listed = node.named_children if node is not None and node.type in ("tuple", "list") else [node]
    return frozenset(text for each in listed if (text := plain(each)))


def _depths(parents: dict[str, frozenset[str]]) -> dict[str, int]:
    """How many revisions come before each; those in a circle, which Alembic itself refuses, count as none."""
    waiting_for = {revision: sum(each in parents for each in above) for revision, above in parents.items()}
    children: dict[str, list[str]] = defaultdict(list)
    for revision, above in parents.items():
        for each in above:
            children[each].append(revision)
    depths = dict.fromkeys(parents, 0)
    ready = [revision for revision, count in waiting_for.items() if count == 0]
    while ready:
        here = ready.pop()
        for child in children[here]:
            depths[child] = max(depths[child], depths[here] + 1)
            waiting_for[child] -= 1
            if waiting_for[child] == 0:
                ready.append(child)
    return depths


def _no_way_back(code: Code) -> tuple[Location, ...]:
    """The place of a downgrade that does nothing, while the upgrade does something; of the upgrade where there is none."""
    functions = {
        written(node.child_by_field_name("name")): node for node in code.root.named_children if node.type == "function_definition"
    }
    upgrade, downgrade = functions.get("upgrade"), functions.get("downgrade")
    if upgrade is None or _is_idle(upgrade):
        return ()
    if downgrade is None:
        return (code.place(upgrade),)
    return (code.place(downgrade),) if _is_idle(downgrade) else ()


def _is_idle(function: Node) -> bool:
    body = function.child_by_field_name("body")
    for statement in body.named_children if body is not None else ():
        only = (
            statement.named_children[0].type if statement.type == "expression_statement" and statement.named_child_count else ""
        )
        if statement.type not in _IDLE and only not in ("string", "ellipsis"):
            return False
    return True


DETECTOR = Detector(
    name="migrations_alembic",
    about="Folders of Alembic revisions: how many, the newest by the chain, and those without a way back.",
    wants=is_python,
    detect=_detect,
    looks_at=("*.py",),
)
