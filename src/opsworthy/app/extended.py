"""What an organisation adds to the bar in force in its repository, by files and by installed packages.

No code of a judged repository runs: a file is data, and a package counts only where it is installed outside of the repository and
opsworthy.toml names it.
"""

import sys
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from opsworthy.app.checking.settings import Settings, refusing
from opsworthy.app.errors import UserError
from opsworthy.app.reading import read_text
from opsworthy.app.rules import Bar, our_bar
from opsworthy.rules.catalogue import problem_of
from opsworthy.rules.extending.declaration import read_extension
from opsworthy.rules.extending.extension import Extension, extended
from opsworthy.rules.rule import Rule
from opsworthy.text.location import Location
from opsworthy.text.source import Source

GROUP = "opsworthy.rules"


def extended_bar(root: Path, settings: Settings) -> tuple[Bar, tuple[Extension, ...]]:
    """The bar in force, with the extensions that make it. Raises UserError with the file and line of what cannot be used."""
    bar = our_bar()
    found: list[Extension] = []
    rules, clauses = bar.rules, bar.clauses
    for name, where in settings.plugins:
        rules = _joined(rules, _of_package(root, name, where), where)
    for path, where in settings.extends:
        known, before = clauses, rules
        source = _file(root, path, where)
        extension = refusing(partial(read_extension, source, before, known))
        found.append(extension)
        rules, clauses = extended(rules, [extension]), (*clauses, *extension.clauses)
    return Bar(rules, clauses), tuple(found)


def _file(root: Path, path: str, where: Location) -> Source:
    inside = Path(path)
    if inside.is_absolute() or ".." in inside.parts or inside.suffix != ".toml":
        raise UserError(f"{where}: {path!r} is no TOML file inside the repository, such as ops/bar.toml.")
    text = read_text(root, inside.as_posix())
    if text is None:
        raise UserError(f"{where}: there is no {path}. Write it, or take it out of `extends`.")
    return Source(inside.as_posix(), text)


def _joined(rules: tuple[Rule, ...], more: Iterable[Rule], where: Location) -> tuple[Rule, ...]:
    for rule in more:
        twin = next((each for each in rules if rule.id == each.id or rule.name == each.name), None)
        if twin is not None:
            raise UserError(
                f"{where}: a plug-in brings {rule.id} {rule.name}, and there is a rule {twin.id} {twin.name} already."
            )
        rules = (*rules, rule)
    return rules


def _of_package(root: Path, name: str, where: Location) -> tuple[Rule, ...]:
    """The rules of an installed package. Raises UserError where it is not installed, or stands in the judged repository."""
    point = next((each for each in entry_points(group=GROUP) if each.name == name and not _is_inside(each, root)), None)
    if point is None:
        raise UserError(f"{where}: no package installed outside of this repository offers {name!r} in the group {GROUP}.")
    try:
        offered = point.load()
    except Exception as error:  # a package of others may raise anything as it is loaded
        raise UserError(f"{where}: {name!r} cannot be loaded: {type(error).__name__}. Mend or remove the package.") from error
    rules = (offered,) if isinstance(offered, Rule) else tuple(offered) if isinstance(offered, list | tuple) else ()
    if not rules or not all(isinstance(each, Rule) and not each.id.startswith("OW") for each in rules):
        raise UserError(
            f"{where}: {name!r} offers no rules: its entry point must be a Rule, or a list of them, with ids of its own."
        )
    for rule in rules:
        problem = problem_of(rule, rule.id, rule.name)
        if problem:
            raise UserError(f"{where}: the rule {rule.id} of {name!r} is badly declared: {problem}.")
    return tuple(replace(rule, family=rule.family or name, origin=str(where)) for rule in rules)


def _is_inside(point: EntryPoint, root: Path) -> bool:
    """Whether a package stands in the repository that is judged, and not in the environment that we run in."""
    module = point.module.partition(".")[0]
    spec = find_spec(module) if point.dist is not None else None
    if spec is None or point.dist is None:
        return True
    places = [str(point.dist.locate_file("")), *([spec.origin] if spec.origin else ()), *(spec.submodule_search_locations or ())]
    own = Path(sys.prefix).resolve()
    found = [Path(each).resolve() for each in places]
    return any(each.is_relative_to(root) and not (own != root and each.is_relative_to(own)) for each in found)
