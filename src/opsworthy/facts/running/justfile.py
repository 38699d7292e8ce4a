"""The recipes of a justfile. Nothing is evaluated: `{{name}}` stays as it is written."""

from collections.abc import Iterator
from dataclasses import field, replace

from opsworthy.facts.command_lines import withheld
from opsworthy.facts.operations import WayToRun
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_HEADER = regex(r"@?([A-Za-z_][A-Za-z0-9_\-]{0,100})((?:\s[^:\n]{0,500})?):(?!=)(.*)$")
_ALIAS = regex(r"alias\s+([A-Za-z_][\w\-]{0,100})\s*:=\s*([A-Za-z_][\w\-]{0,100})")
_IMPORT = regex(r"import\??\s+['\"]([^'\"]{1,300})['\"]")
_DOC = regex(r"\bdoc\(?\s*:?\s*['\"]([^'\"]{1,300})['\"]")
_NEED = regex(r"[A-Za-z_][A-Za-z0-9_\-:]*")
_WORDS = ("set", "export", "import", "mod", "alias", "unexport")
_MOST_LINES, _MOST_COMMANDS, _LONGEST = 20_000, 200, 5_000


@dataclass
class _Recipe:
    name: str
    location: Location
    about: str | None
    needs: tuple[str, ...]
    lines: list[tuple[list[str], Location]] = field(default_factory=list)
    goes_on: bool = False

    def commands(self) -> tuple[Stated[str], ...]:
        """Its command lines, those that go on joined, with what is secret withheld."""
        return tuple(Stated(withheld((" ".join(parts)[:_LONGEST],))[0], where) for parts, where in self.lines[:_MOST_COMMANDS])


@dataclass
class Justfile:
    """What one justfile says; `imported` are paths as it writes them."""

    source: Source
    recipes: dict[str, _Recipe] = field(default_factory=dict)
    imported: list[str] = field(default_factory=list)

    def ways(self) -> Iterator[WayToRun]:
        for each in self.recipes.values():
            yield WayToRun(each.name, "just", self.source.path, each.location, each.commands(), each.needs, each.about)


def read(source: Source) -> Justfile:
    """Reads a justfile line by line; private recipes are passed over."""
    file = Justfile(source)
    comments: list[str] = []
    attributes: list[str] = []
    current: _Recipe | None = None
    for number, line in enumerate(source.text.split("\n")[:_MOST_LINES], start=1):
        text = line.strip()
        if line[:1] in (" ", "\t") and text:
            _command(current, text, source.at(number, 1))
            continue
        if not text:
            comments = comments if current is None and attributes else []
            continue
        current = None
        if text.startswith("#"):
            comments.append(text.lstrip("#! ").strip())
        elif text.startswith("["):
            attributes.append(text)
        else:
            current = _statement(file, text, source.at(number, 1), comments, attributes)
            comments, attributes = [], []
    return file


def _command(recipe: _Recipe | None, text: str, where: Location) -> None:
    bare = text.lstrip("@-").strip()
    if recipe is None or not bare or bare.startswith("#!"):
        return
    text = bare.removesuffix("\\").rstrip()
    if recipe.goes_on:
        words, first = recipe.lines[-1]
        recipe.lines[-1] = ([*words, text], replace(first, end_line=where.line))
    else:
        recipe.lines.append(([text], where))
    recipe.goes_on = bare.endswith("\\")


def _statement(file: Justfile, text: str, where: Location, comments: list[str], attributes: list[str]) -> _Recipe | None:
    imported, alias = _IMPORT.match(text), _ALIAS.match(text)
    if imported is not None:
        file.imported.append(imported.group(1))
        return None
    if alias is not None:
        file.recipes[alias.group(1)] = _Recipe(alias.group(1), where, None, (alias.group(2),))
        return None
    header = _HEADER.match(text)
    if header is None or header.group(1) in _WORDS:
        return None
    told = _DOC.search(" ".join(attributes))
    about = told.group(1) if told else (comments[-1] or None if comments else None)
    needs = tuple(dict.fromkeys(_needs(header.group(3))))
    recipe = _Recipe(header.group(1), where, about, needs)
    if not header.group(1).startswith("_") and "private" not in " ".join(attributes):
        file.recipes[recipe.name] = recipe
    return recipe


def _needs(text: str) -> Iterator[str]:
    """The recipes that run first; of `(build "arg")` the first word, of what comes after `&&` none."""
    before = text.partition("&&")[0].partition("#")[0]
    while before.strip():
        before = before.strip()
        if before.startswith("("):
            inside, _, before = before[1:].partition(")")
        else:
            inside, _, before = before.partition(" ")
        match = _NEED.match(inside.strip())
        if match is not None:
            yield match.group()
