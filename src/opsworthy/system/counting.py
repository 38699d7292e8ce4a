"""Which facts and which workloads count: those that say how this system runs, not those that show, test or help."""

import re
from collections.abc import Iterable
from dataclasses import replace
from posixpath import basename, dirname

from opsworthy.facts.fact import Fact
from opsworthy.facts.hosting.naming import folder_name
from opsworthy.facts.project import PackageDeclared, PipelineDeclared
from opsworthy.facts.said import Facts
from opsworthy.facts.workloads import ImageBuilt, Workload
from opsworthy.system.images import full_name
from opsworthy.system.job_places import with_places
from opsworthy.system.known import Known
from opsworthy.system.names import key
from opsworthy.system.platforms import host
from opsworthy.system.roles import Role, is_for_developers, main_container, role_of, roles
from opsworthy.system.standing import Standing, standing
from opsworthy.system.variants import without_variants

Judged = tuple[Workload, Role]


def known_of(facts: Facts) -> Known:
    """The facts that count. What stands in spare folders does where no service runs without it; a script there that a
    pipeline runs does in any case."""
    told = list(with_places(without_variants(facts.facts)))
    jobs = [job for each in told if isinstance(each, PipelineDeclared) for job in each.jobs]
    runs = "\n".join(step.run for job in jobs for step in job.steps if step.run)
    live = [(fact, _raised(fact, found, runs)) for fact in told if (found := standing(fact)) is not Standing.ASIDE]
    built = tuple(fact for fact, _ in live if isinstance(fact, ImageBuilt))
    full = [fact for fact, found in live if found is Standing.FULL]
    serves = any(isinstance(fact, Workload) and role_of(fact, built).what == "service" for fact in full)
    return Known(full if serves else [fact for fact, _ in live], facts.paths)


def _raised(fact: Fact, found: Standing, runs: str) -> Standing:
    """The standing of a fact, raised where its file is a script that a pipeline's commands name."""
    path = fact.location.path
    return Standing.FULL if found is Standing.SPARE and path.endswith(".sh") and path in runs else found


def counted(workloads: Iterable[Workload], known: Known, name: str) -> list[Judged]:
    """Workloads with what each is for. Tools count only beside a service; helpers that Compose runs for developers of a
    program whose own container it does not have do not."""
    built = known.of(ImageBuilt)
    told = dict.fromkeys(named for each in workloads if not _is_call(each) and (named := _named(each, name)).name.strip())
    judged = [(each, role) for each in told if (role := role_of(each, built)).what != "idle"]
    homes = frozenset(_plain(basename(dirname(image.path))) for image in built)
    judged = _own_compose(judged, (name, homes), has_source=bool(built or known.of(PackageDeclared)))
    if not any(role.what == "service" for _, role in judged):
        judged = [(each, role) for each, role in judged if role.what != "tool"]
    return _root_compose(_root_procfile(judged))


def _named(workload: Workload, name: str) -> Workload:
    """A workload that its platform's file leaves without a name bears its folder's, at the root the project's."""
    if workload.name.strip() or not host(workload.platform).source:
        return workload
    return replace(workload, name=folder_name(workload.location.path) or name)


def _is_call(workload: Workload) -> bool:
    """A scheduled call of something that runs anyway."""
    return workload.kind == "cron" and workload.platform in ("vercel", "app-engine")


def _own_compose(judged: list[Judged], own: tuple[str, frozenset[str]], has_source: bool) -> list[Judged]:
    """In a repository with source, the Compose projects that run something of it; where none does, only the datastores
    of Compose, which the source needs. `own` are the project's name and those of the folders that images are built from."""
    if not has_source:
        return judged
    elsewhere = {image for each, _ in judged if each.platform != "compose" for image in _images(each)}
    running = [each for each, role in judged if each.platform == "compose" and role.what == "service"]
    owned = [each for each in running if _is_own(each, *own) or _images(each) & elsewhere]
    if not owned:
        return [(each, role) for each, role in judged if each.platform != "compose" or role.what == "datastore"]
    lasting = [each for each in owned if not is_for_developers(each)]
    folders = {dirname(each.location.path) for each in lasting or owned} | _deploying_folders(judged)
    there = [each for each, _ in judged if each.platform == "compose" and dirname(each.location.path) in folders]
    names = {key(each.name) for each in there if not lasting or not is_for_developers(each)}
    counting = {each for each in there if key(each.name) in names}
    return [(each, role) for each, role in judged if each.platform != "compose" or each in counting]


def _is_own(workload: Workload, name: str, homes: frozenset[str]) -> bool:
    """Built here, or an image that bears the project's name or, in somebody's registry, that of a folder with a Dockerfile."""
    container = main_container(workload)
    if container is None or container.build is not None:
        return container is not None
    image = container.image.value.partition("@")[0].rpartition(":")[0] or container.image.value if container.image else ""
    own, parts = _plain(name), [_plain(part) for part in image.split("/")]
    return (len(own) > 2 and any(own in part for part in parts)) or (len(parts) > 1 and parts[-1] in homes)


def _images(workload: Workload) -> set[str]:
    """The images of a workload without their tags."""
    return {full_name(each.image.value) for each in workload.containers if each.image is not None and not each.init}


def _plain(name: str) -> str:
    return key(name).replace("-", "")


def _root_procfile(judged: list[Judged]) -> list[Judged]:
    """Where the root has a Procfile, one in a folder is for something else."""
    at_root = any(each.platform == "heroku" and not dirname(each.location.path) for each, _ in judged)
    return [(each, role) for each, role in judged if each.platform != "heroku" or not at_root or not dirname(each.location.path)]


def _root_compose(judged: list[Judged]) -> list[Judged]:
    """Where the root has a Compose file with services, those in folders are variants: they add to it and bring nothing new."""
    at_root = [(each, role) for each, role in judged if each.platform == "compose" and not dirname(each.location.path)]
    if not any(role.what == "service" for _, role in at_root):
        return judged
    names = {key(each.name) for each, _ in at_root}
    servers = _deploying_folders(judged)
    return [
        (each, role)
        for each, role in judged
        if each.platform != "compose" or dirname(each.location.path) in ("", *servers) or key(each.name) in names
    ]


def _deploying_folders(judged: list[Judged]) -> set[str]:
    """Folders whose Compose file is for a server, by a word of their path."""
    folders = {dirname(each.location.path) for each, _ in judged if each.platform == "compose"}
    return {folder for folder in folders if set(re.split(r"[^a-z0-9]+", folder.lower())) & set(roles().server_words)}
