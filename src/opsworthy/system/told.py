"""What the files say in so many words: answers, documents beside the code, limits, migrations."""

from opsworthy.facts.project import Answer, Artifact, Migrations
from opsworthy.facts.workloads import Quota
from opsworthy.system.environments import Environments
from opsworthy.system.folders import Folders
from opsworthy.system.known import Known
from opsworthy.system.model import Document, Limit, MigrationSet, Told


def answers_of(known: Known) -> tuple[Told, ...]:
    return tuple(Told(".".join(each.key), each.value, each.location) for each in known.of(Answer))


def documents_of(known: Known) -> tuple[Document, ...]:
    """Nearest to the root first."""
    told = sorted(known.of(Artifact), key=lambda each: (each.path.count("/"), each.path))
    return tuple(Document(each.kind, each.path, each.title) for each in told)


def limits_of(known: Known, environments: Environments) -> tuple[Limit, ...]:
    """Hard limits in the order of the environments. A quota of the shared files counts where an environment has none of
    that name."""
    order = environments.order()
    own = {each.name for each in known.of(Quota) if each.environment is not None}
    limits = [
        Limit(environments.resolve(each.environment), each.namespace, resource, stated.value, (stated.location,))
        for each in known.of(Quota)
        if each.environment is not None or each.name not in own
        for resource, stated in each.hard
    ]
    return tuple(sorted(limits, key=lambda each: order.get(each.environment, len(order))))


def migrations_of(known: Known, folders: Folders) -> tuple[MigrationSet, ...]:
    return tuple(
        MigrationSet(
            tool=each.tool,
            folder=each.folder,
            service=folders.service_of(f"{each.folder}/"),
            count=each.count,
            latest=each.latest,
            reversible=each.reversible,
            irreversible=each.irreversible,
            locations=(each.location,),
        )
        for each in known.of(Migrations)
    )
