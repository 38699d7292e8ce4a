"""Secrets: one per key of a stored object or, without one, per name of a variable. Never a value."""

from collections.abc import Iterator

from opsworthy.facts.project import SecretDeclared, VariableDocumented, VariableRead
from opsworthy.facts.workloads import ConfigDeclared
from opsworthy.system.environment_words import is_production
from opsworthy.system.environments import Environments
from opsworthy.system.folders import Folders
from opsworthy.system.known import Known
from opsworthy.system.merging import Group
from opsworthy.system.model import Secret
from opsworthy.system.platforms import host
from opsworthy.system.secret_names import bare, last_of, spelled_as, without_places
from opsworthy.system.secret_stores import (
    best,
    is_generated,
    is_local,
    is_manager,
    is_of_pipelines,
    is_of_settings,
    is_written_down,
    keeps_objects,
)
from opsworthy.system.secret_types import opens_nothing
from opsworthy.system.secret_uses import Draft, Use, env_files, uses
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import is_secret_name

_ADDRESSES = ("_URL", "_URI", "_DSN")
_AUTOMATIC = frozenset({"GITHUB_TOKEN", "ACTIONS_RUNTIME_TOKEN"})
_VARIABLE = regex(r"[A-Z][A-Z0-9_]*")
_Object = tuple[str, str | None]


def secrets_of(
    known: Known, groups: tuple[Group, ...], folders: Folders, environments: Environments, platform: str | None
) -> tuple[Secret, ...]:
    """All secrets: those in objects first, then those known by a variable's name, then those of the pipelines."""
    literal = {each.name for each in known.of(SecretDeclared) if _is_literal(each)}
    taken = list(uses(groups))
    objects = _objects(known, taken, literal)
    named = _named(known, taken, folders, objects, groups)
    pipeline = _pipeline(known)
    own = host(platform).store if platform else ""
    for name in [name for name, draft in named.items() if name in pipeline and not draft.stores and not own]:
        found = pipeline.pop(name)
        named[name].stores |= found.stores
        named[name].locations.extend(found.locations)
    made = [_secret(draft, environments, place[0], place[1]) for place, draft in objects.items()]
    made += [_secret(draft, environments, None, None, _home(draft, platform)) for draft in named.values()]
    return (*made, *(_secret(draft, environments, None, None) for draft in pipeline.values()))


def _objects(known: Known, taken: list[Use], literal: set[str]) -> dict[_Object, Draft]:
    """Drafts by object and key. What is said about a whole object is said about each of its known keys. `literal` are
    variables whose value stands in a manifest itself: no objects."""
    drafts: dict[_Object, Draft] = {}
    used = {use.object for use in taken}
    declared = [each for each in known.of(SecretDeclared) if _is_object(each, used) and each.name not in literal]
    whole = [each for each in declared if each.key is None]
    for each in declared:
        if each.key is not None:
            _declare(drafts.setdefault((each.name, each.key), Draft()), each)
    for use in taken:
        if use.object is not None and use.key is not None and not (use.maybe and (use.object, use.key) not in drafts):
            _use(drafts.setdefault((use.object, use.key), Draft()), use)
    for use in taken:
        if use.object is not None and use.key is None and not (use.maybe and all(owner != use.object for owner, _ in drafts)):
            for draft in _keys(drafts, use.object):
                _use(draft, use)
    for each in whole:
        for draft in _keys(drafts, each.name):
            _declare(draft, each)
    return drafts


def _is_object(told: SecretDeclared, used: set[str | None]) -> bool:
    """A named object of the cluster, or what an operator makes one of from another store: a container takes it by that name."""
    return keeps_objects(told.store) or (told.name in used and is_manager(told.store))


def _is_literal(told: SecretDeclared) -> bool:
    """A variable of a manifest with its value beside it."""
    return told.store == "kubernetes" and told.key is None and told.in_clear


def _keys(drafts: dict[_Object, Draft], name: str) -> list[Draft]:
    """The drafts of all keys of an object; one for the object itself where no key is known."""
    found = [draft for (owner, key), draft in drafts.items() if owner == name]
    return found or [drafts.setdefault((name, None), Draft())]


def _named(
    known: Known, taken: list[Use], folders: Folders, objects: dict[_Object, Draft], groups: tuple[Group, ...]
) -> dict[str, Draft]:
    """Drafts by the name of a variable. A variable that an object already provides only adds its places there."""
    provided: dict[str, list[Draft]] = {}
    for (_, key), draft in objects.items():
        for name in {*draft.names, *([key] if key else [])}:
            provided.setdefault(name, []).append(draft)
    drafts: dict[str, Draft] = {}
    given = env_files(groups)
    for use in taken:
        if use.object is None and use.variable:
            for draft in _meant(provided.get(use.variable, []), (use.group,)) or [drafts.setdefault(use.variable, Draft())]:
                _use(draft, use, "dotenv")
    plain, otherwise = _declared_alone(known, {owner for owner, _ in objects})
    for each in plain:
        for draft in provided.get(each.name) or [drafts.setdefault(each.name, Draft())]:
            _declare(draft, each)
    for name, told in _told(known):
        users = folders.services_of(told.location.path) if isinstance(told, VariableRead) else ()
        for draft in _meant(provided.get(name, []), users) or [drafts.setdefault(name, Draft())]:
            _mention(draft, name, told, users or given.get(told.location.path.rpartition("/")[0], ()))
    for each in otherwise:
        _respelled(each, provided, drafts)
    return drafts


def _declared_alone(known: Known, owners: set[str | None]) -> tuple[list[SecretDeclared], list[SecretDeclared]]:
    """What is declared in no object and a person has to give (not what a cluster makes for itself, nor what pipelines are
    given): by the names of variables, and by other names."""
    told = [each for each in known.of(SecretDeclared) if not (is_generated(each.store) or is_of_pipelines(each.store))]
    alone = [each for each in told if _is_literal(each) or not _is_object(each, owners)]
    otherwise = [each for each in alone if _is_spelled_otherwise(each)]
    return [each for each in alone if not _is_spelled_otherwise(each)], otherwise


def _is_spelled_otherwise(told: SecretDeclared) -> bool:
    """Whether its name is the path of a key in settings, or of an entry in a store, and not that of a variable."""
    return is_of_settings(told.store) or ("/" in told.name and is_manager(told.store))


def _respelled(told: SecretDeclared, provided: dict[str, list[Draft]], drafts: dict[str, Draft]) -> None:
    """A setting or an entry of a store is the secret that a variable already names, if its own name says so."""
    if is_of_settings(told.store):
        names, own = spelled_as(told.name, (*provided, *drafts)), told.name
    else:
        names = tuple(each for each in (*provided, *drafts) if bare(each) == bare(last_of(told.name)))
        own = without_places(told.name, told.environment)
    meant = [draft for name in names for draft in (*provided.get(name, ()), *([drafts[name]] if name in drafts else ()))]
    for draft in meant or [drafts.setdefault(own, Draft())]:
        _declare(draft, told)
        if "/" in told.name:
            draft.remotes.append((told.environment, told.name))


def _told(known: Known) -> Iterator[tuple[str, VariableRead | VariableDocumented]]:
    """Variables that hold secrets, as code reads them and as example files document them. A name that is documented with
    a value that is no secret is none, whatever it sounds like."""
    documented = known.of(VariableDocumented)
    secret = {each.name for each in documented if each.secret}
    plain = {each.name for each in documented if not each.secret and not each.name.endswith(_ADDRESSES)} | set(_configured(known))
    for read in known.of(VariableRead):
        if is_secret_name(read.name) and read.name not in _AUTOMATIC and (read.name in secret or read.name not in plain):
            yield read.name, read
    yield from ((each.name, each) for each in documented if each.secret)


def _configured(known: Known) -> Iterator[str]:
    """Variables whose value stands in a config map: those are no secrets."""
    for config in known.of(ConfigDeclared):
        yield from (name for name, _ in config.keys)


def _meant(drafts: list[Draft], users: tuple[str, ...]) -> list[Draft]:
    """Of the objects that provide a variable, those of the services that read it; all where nobody knows who reads."""
    return [draft for draft in drafts if not users or set(draft.used_by) & set(users)]


def _pipeline(known: Known) -> dict[str, Draft]:
    drafts: dict[str, Draft] = {}
    for each in known.of(SecretDeclared):
        if is_of_pipelines(each.store) and each.name not in _AUTOMATIC:
            _declare(drafts.setdefault(each.name, Draft()), each)
    return drafts


def _declare(draft: Draft, told: SecretDeclared) -> None:
    draft.stores.add(told.store)
    draft.names.extend([told.name] if not keeps_objects(told.store) or _is_literal(told) else [])
    draft.remotes.extend([(told.environment, told.remote)] if told.remote else [])
    draft.store_names.extend([told.store_name] if told.store_name else [])
    draft.environments.append(told.environment)
    draft.clear_at.extend([told.clear_at or told.location] if told.in_clear and not opens_nothing(told.key or told.name) else [])
    draft.locations.append(told.location)


def _use(draft: Draft, use: Use, store: str = "") -> None:
    draft.stores.update(each for each in (use.store or store,) if each)
    draft.names.extend([use.variable] if use.variable else [])
    draft.environments.append(use.environment)
    draft.used_by.append(use.group)
    draft.locations.append(use.location)


def _mention(draft: Draft, name: str, told: VariableRead | VariableDocumented, users: tuple[str, ...]) -> None:
    draft.names.append(name)
    draft.is_read = draft.is_read or isinstance(told, VariableRead)
    if isinstance(told, VariableDocumented) and not draft.stores:
        draft.stores.add("heroku" if told.location.path.rpartition("/")[2] == "app.json" else "dotenv")
    if not any(keeps_objects(store) for store in draft.stores):
        draft.used_by.extend(users)
    draft.locations.append(told.location)
    if isinstance(told, VariableRead) and told.named_at is not None:
        draft.locations.append(told.named_at)


def _home(draft: Draft, platform: str | None) -> str:
    """Where a variable's value lives when the system runs: a platform with a store of its own hands over that and nothing
    else; what a developer's machine uses says nothing about a cluster."""
    own = host(platform).store if platform else ""
    local = {store for store in draft.stores if is_local(store)}
    if own and local == draft.stores:
        return own
    if platform == "kubernetes" and local == draft.stores and (draft.is_read or "compose" not in draft.stores):
        return "unknown"
    return best({store for store in draft.stores if is_written_down(store) or store not in local} or draft.stores)


def _name(draft: Draft, owner: str | None, key: str | None) -> str:
    """The variable that code reads: a key that is spelled like one, or the variable that takes it."""
    if key is not None and (_VARIABLE.fullmatch(key) or not draft.names):
        return key
    return draft.names[0] if draft.names else owner or ""


def _secret(draft: Draft, environments: Environments, owner: str | None, key: str | None, store: str | None = None) -> Secret:
    live = [remote for environment, remote in draft.remotes if environment and is_production(environment)]
    resolved = {environments.resolve(name) for name in draft.environments}
    return Secret(
        name=_name(draft, owner, key),
        store=store or best(draft.stores),
        object=owner,
        key=key,
        remote=next(iter(live + [remote for _, remote in draft.remotes]), None),
        store_name=next(iter(draft.store_names), None),
        environments=tuple(each.name for each in environments.all if each.name in resolved),
        used_by=tuple(dict.fromkeys(draft.used_by)),
        in_clear=bool(draft.clear_at),
        locations=tuple(dict.fromkeys(draft.locations)),
        clear_at=tuple(dict.fromkeys(draft.clear_at)),
    )
