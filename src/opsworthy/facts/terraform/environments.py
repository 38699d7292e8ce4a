"""The environments of a root module: by its folder, by files of values, or by workspaces; and the values of each."""

from collections.abc import Iterable
from collections.abc import Mapping as Table
from dataclasses import field

from opsworthy.facts.environment_names import environment_of_file
from opsworthy.facts.files import Files
from opsworthy.facts.kubernetes.environments import is_named_so, is_parent, spot
from opsworthy.facts.project import EnvironmentDeclared
from opsworthy.facts.terraform.expressions import Argument, Literal
from opsworthy.facts.terraform.json_syntax import expression_of
from opsworthy.facts.terraform.modules import Module
from opsworthy.facts.terraform.repository import Repository, is_values
from opsworthy.facts.terraform.syntax import body_of, problem_of
from opsworthy.facts.terraform.workspaces import workspaces_of
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem

_WEAK = frozenset(
    ["demo", "local", "kind", "minikube", "test", "testing", "canary", "preview", "live", "int", "integration", "sandbox"]
)
_SAMPLES = ("example", "sample", "template", "dist")
_BESIDE = ("env", "envs", "environments", "environment", "vars", "tfvars", "config", "configs", "variables", "configuration")
_VARIABLES = ("environment", "env", "environment_name", "env_name", "stage", "deployment_environment")
_WORDS = regex(r"[-_.]")
_MOST = 20


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment that a root module is evaluated for; `name` is None where there is only one, without a name. `values` are
    those of variables, the last file first; `workspace` the one to choose."""

    name: str | None
    location: Location | None
    folder: str
    values: Table[str, Argument] = field(default_factory=dict)
    workspace: str | None = None
    problems: tuple[Problem, ...] = ()


def settings_of(repository: Repository, module: Module, roots: Iterable[str]) -> tuple[Setting, ...]:
    """The environments of a root module, at least one."""
    files, folder = repository.files, module.folder
    shared = _values(files, [path for path in repository.values_of(folder) if _is_automatic(path)])
    named = environment_of_folder(folder, roots)
    where = module.first.location if module.first is not None else None
    if named is not None:
        name, above = named
        return (Setting(name, where, above, shared.values, name, shared.problems),)
    own = _files_by_environment(files, folder, frozenset(roots))
    if own:
        found = []
        for name, paths in sorted(own.items())[:_MOST]:
            read = _values(files, sorted(paths))
            location = Location(paths[0], 1)
            problems = (*shared.problems, *read.problems)
            found.append(Setting(name, location, folder, {**shared.values, **read.values}, name, problems))
        return tuple(found)
    spaces = workspaces_of(repository, module)[:_MOST]
    if spaces:
        return tuple(Setting(name, place, folder, shared.values, name, shared.problems) for name, place in spaces)
    return (Setting(None, where, folder, shared.values, None, shared.problems),)


def stated_default(module: Module) -> EnvironmentDeclared | None:
    """The environment that a root module is for where nobody says another: the default of its variable `environment`."""
    for name in _VARIABLES:
        block = module.variables.get(name)
        default = block.body.argument("default") if block is not None else None
        if default is not None and isinstance(default.value, Literal) and _is_word(default.value.text):
            return EnvironmentDeclared(default.value.text, default.value.location, "terraform", ("terraform", module.folder))
    return None


def _is_word(text: str) -> bool:
    return is_named_so(text) and text.lower() not in _WEAK


def environment_of_folder(folder: str, roots: Iterable[str]) -> tuple[str, str] | None:
    """The environment that a root's folder is for, with the folder that stands for it; a weak word needs a brother."""
    found = spot(folder)
    if found is None:
        return None
    above, name, _ = found
    place = f"{above}/{name}".lstrip("/")
    parts = above.split("/") if above else []
    if parts and is_parent(parts[-1]):
        return name, place
    words = [word for word in _WORDS.split(name.lower()) if is_named_so(word)]
    if any(word not in _WEAK for word in words):
        return name, place
    brothers = {other[1].lower() for each in roots if each != folder and (other := spot(each)) is not None and other[0] == above}
    return (name, place) if any(each != name.lower() for each in brothers) else None


def _files_by_environment(files: Files, folder: str, roots: frozenset[str]) -> dict[str, list[str]]:
    """Files of values that are chosen by hand, by the environment that their name or folder says."""
    found: dict[str, list[str]] = {}
    for path in files.wanted:
        if not is_values(path) or not _belongs(path, folder, roots):
            continue
        stem = path.rpartition("/")[2].lower()
        if any(word in stem for word in _SAMPLES) or (path.rpartition("/")[0] == folder and _is_automatic(path)):
            continue
        name = _environment(path, folder)
        if name is not None:
            found.setdefault(name, []).append(path)
    return found


def _belongs(path: str, folder: str, roots: frozenset[str]) -> bool:
    """Whether a file of values lies with a root: in its folder, below it with no other root between, or in a folder of values
    beside it."""
    place = path.rpartition("/")[0]
    inside = place == folder or place.startswith(f"{folder}/") or not folder
    if inside:
        return not any(
            other != folder and len(other) > len(folder) and (place == other or place.startswith(f"{other}/")) for other in roots
        )
    above = folder.rpartition("/")[0]
    within = place[len(above) :].lstrip("/").split("/") if not above or place.startswith(f"{above}/") else []
    if not within or within[0].lower() not in _BESIDE or len(within) > 2:
        return False
    beside = f"{above}/{within[0]}".lstrip("/")
    return not any(other.startswith(f"{beside}/") for other in roots)


def _environment(path: str, folder: str) -> str | None:
    below = path[len(folder) :].lstrip("/") if folder and path.startswith(f"{folder}/") else path
    found = environment_of_file(below)
    if found is not None:
        return found
    *folders, name = below.split("/")
    stem = name.partition(".")[0]
    for part in reversed(folders):
        if is_named_so(part) and part.lower() not in _BESIDE:
            return part
    if folders and is_parent(folders[-1]) and stem not in ("terraform", "variables", "common", "default", "defaults"):
        return stem
    return folders[-1] if len(folders) > 1 and is_parent(folders[-2]) else None


def _is_automatic(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name in ("terraform.tfvars", "terraform.tfvars.json") or name.endswith((".auto.tfvars", ".auto.tfvars.json"))


@dataclass(frozen=True, slots=True)
class _Read:
    values: Table[str, Argument]
    problems: tuple[Problem, ...] = ()


def _values(files: Files, paths: Iterable[str]) -> _Read:
    """The values of files, later ones over earlier ones; `*.auto.tfvars` come after `terraform.tfvars`."""
    values: dict[str, Argument] = {}
    problems: list[Problem] = []
    for path in sorted(paths, key=lambda each: (".auto." in each, each)):
        source = files.open(path)
        if source is None:
            continue
        if path.endswith(".json"):
            read = files.json(source)
            if isinstance(read, Problem):
                problems.append(read)
            elif isinstance(read, Mapping):
                values.update({each.key: Argument(each.key, expression_of(each.value), each.location) for each in read.entries})
            continue
        code = files.code(source)
        if code is not None:
            problem = problem_of(code)
            problems += [problem] if problem is not None else []
            values.update({argument.name: argument for argument in body_of(code).arguments})
    return _Read(values, tuple(problems))
