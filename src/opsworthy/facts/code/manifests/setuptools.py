"""setup.py, read through its syntax tree and never executed, and setup.cfg."""

from collections.abc import Iterator

from tree_sitter import Node

from opsworthy.facts.code.ini import Setting
from opsworthy.facts.code.manifests.requirements import dependencies, is_development
from opsworthy.facts.code.python.expressions import arguments, bare, text_of
from opsworthy.facts.code.python.names import names_of
from opsworthy.facts.project import Dependency, PackageDeclared
from opsworthy.text.code import Code
from opsworthy.text.location import Stated
from opsworthy.text.source import Source
from opsworthy.text.syntax import written

_SETUP = frozenset(["setuptools.setup", "distutils.core.setup"])
_PRIVATE = "Private ::"


def read_setup_py(code: Code) -> PackageDeclared | None:
    """What the call of `setup` says in literals; None where it says neither a name nor a dependency."""
    names = names_of(code)
    call = next((node for node in code.of("call") if names.of(node.child_by_field_name("function")) in _SETUP), None)
    if call is None:
        return None
    given = arguments(call).keywords
    name = names.text(given.get("name"))
    private = any(text.value.startswith(_PRIVATE) for text in _texts(code, given.get("classifiers")))
    needed = tuple(_needed(code, given))
    commands = tuple(_commands(code, given))
    if name is None and not needed and not commands:
        return None
    place = given.get("name", call)
    return PackageDeclared(
        path=code.source.path,
        ecosystem="python",
        location=code.place(place),
        name=name,
        version=names.text(given.get("version")),
        dependencies=needed,
        commands=commands,
        private=private,
        publishable=name is not None and not private,
    )


def _needed(code: Code, given: dict[str, Node]) -> Iterator[Dependency]:
    yield from dependencies(_texts(code, given.get("install_requires")))
    for extra, node in _pairs(code, given.get("extras_require")):
        yield from dependencies(_texts(code, node), is_development(extra))
    for key in ("tests_require", "setup_requires"):
        yield from dependencies(_texts(code, given.get(key)), development=True)


def _commands(code: Code, given: dict[str, Node]) -> Iterator[Stated[str]]:
    for group, node in _pairs(code, given.get("entry_points")):
        if group in ("console_scripts", "gui_scripts"):
            yield from (_command(text) for text in _texts(code, node))
    for text in _texts(code, given.get("scripts")):
        yield Stated(text.value.rpartition("/")[2], text.location)


def _command(text: Stated[str]) -> Stated[str]:
    return Stated(text.value.partition("=")[0].strip(), text.location)


def _texts(code: Code, node: Node | None) -> Iterator[Stated[str]]:
    """The strings of a list or tuple literal, also behind a name that the module gives one."""
    node = _literal(code, node)
    for child in node.named_children if node is not None and node.type in ("list", "tuple", "set") else ():
        text = text_of(child)
        if text is not None:
            yield Stated(text, code.place(child))


def _pairs(code: Code, node: Node | None) -> Iterator[tuple[str, Node]]:
    node = _literal(code, node)
    for child in node.named_children if node is not None and node.type == "dictionary" else ():
        key, value = text_of(child.child_by_field_name("key")), child.child_by_field_name("value")
        if key is not None and value is not None:
            yield key, value


def _literal(code: Code, node: Node | None) -> Node | None:
    node = bare(node)
    if node is None or node.type != "identifier":
        return node
    for assignment in code.of("assignment"):
        if written(assignment.child_by_field_name("left")) == written(node):
            return bare(assignment.child_by_field_name("right"))
    return None


def read_setup_cfg(source: Source, settings: dict[tuple[str, str], Setting], with_setup: bool) -> PackageDeclared | None:
    """The package of a setup.cfg; `with_setup` where a setup.py or a build system stands beside it, so that it can be built."""
    name = settings.get(("metadata", "name"))
    needed = [*_cfg_dependencies(settings)]
    if name is None and not needed:
        return None
    private = _PRIVATE in (settings["metadata", "classifiers"].text if ("metadata", "classifiers") in settings else "")
    version = settings.get(("metadata", "version"))
    return PackageDeclared(
        path=source.path,
        ecosystem="python",
        location=name.lines[0].location if name is not None and name.lines else source.at(1),
        name=name.text if name is not None else None,
        version=version.text if version is not None and not version.text.startswith(("attr:", "file:")) else None,
        dependencies=tuple(needed),
        commands=tuple(_cfg_commands(settings)),
        private=private,
        publishable=name is not None and with_setup and not private,
    )


def _cfg_dependencies(settings: dict[tuple[str, str], Setting]) -> Iterator[Dependency]:
    for (section, key), setting in settings.items():
        if (section, key) == ("options", "install_requires"):
            yield from dependencies(setting.lines)
        elif section == "options.extras_require":
            yield from dependencies(setting.lines, is_development(key))
        elif section == "options" and key in ("tests_require", "setup_requires"):
            yield from dependencies(setting.lines, development=True)


def _cfg_commands(settings: dict[tuple[str, str], Setting]) -> Iterator[Stated[str]]:
    for (section, key), setting in settings.items():
        if section == "options.entry_points" and key in ("console_scripts", "gui_scripts"):
            yield from (_command(line) for line in setting.lines)
