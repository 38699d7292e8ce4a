"""What each store of secrets is called, how a new value gets into it, and how to see who may."""

from collections.abc import Callable

from opsworthy.documents.heroku.names import app
from opsworthy.documents.kubernetes.names import namespace
from opsworthy.documents.markup import Comment, Fence, Line, Words, fence, say
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site
from opsworthy.system.model import Secret
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Store:
    """`put` writes a new value without showing it; `how` says what that takes; `access` lists names and rights."""

    title: str
    how: Callable[[Secret], Words]
    put: Callable[[Site, Secret], Fence | None]
    access: Callable[[Site], tuple[Line | str, ...]]


def kept_in(secret: Secret) -> Words:
    """Where one secret is found, as precisely as the files say."""
    title = STORES[secret.store].title if secret.store in STORES else secret.store
    inside = say("`{}`", secret.object) if secret.object else ()
    if secret.remote:
        return say("{}{}`{}` of {}", inside, say(", from ") if inside else (), secret.remote, secret.store_name or title)
    return say("{}, {}", inside, title) if inside else say("{}", title)


_READ: tuple[Line | str, ...] = (
    Comment("paste the new value; it is neither shown nor kept in the history"),
    sh("read -rs NEW_VALUE"),
)


def _kubernetes(site: Site, secret: Secret) -> Fence:
    name, key = secret.object or secret.name, secret.key or secret.name
    return fence(
        *_READ,
        sh(
            'kubectl create secret generic {} --from-file={}=<(printf %s "$NEW_VALUE") --dry-run=client -o json \\\n'
            "  | kubectl patch secret {} {} --type=merge --patch-file=/dev/stdin",
            name, key, name, namespace(site),
        ),
        f"secret/{name} patched",
        sh("unset NEW_VALUE"),
    )  # fmt: skip


def _external(site: Site, secret: Secret) -> Fence:
    name = secret.object or secret.name
    where = namespace(site)
    return fence(
        Comment("after the new value stands in the outside store: fetch it now rather than at the next interval"),
        sh('kubectl annotate externalsecret {} {} force-sync="$(date +%s)" --overwrite', name, where),
        sh("kubectl get externalsecret {} {}", name, where),
        "READY True, STATUS SecretSynced",
    )


def _heroku(site: Site, secret: Secret) -> Fence:
    owner = next(
        (each for each in site.system.datastores if each.platform == "heroku" and each.engine in ("postgres", "postgresql")), None
    )
    if owner is not None and secret.name == "DATABASE_URL":
        return fence(
            sh("heroku pg:credentials:rotate DATABASE_URL --app {}", app(site)),
            "the credentials are rotated, and the dynos restart",
        )
    return fence(
        *_READ,
        sh('heroku config:set {}="$NEW_VALUE" --app {}', secret.name, app(site)),
        "a new release; the value is printed back, so clear the terminal afterwards",
        sh("unset NEW_VALUE"),
    )


def _actions(_: Site, secret: Secret) -> Fence:
    scope = ("--env", secret.environments[0]) if len(secret.environments) == 1 else ()
    return fence(sh("gh secret set {} {}", secret.name, scope), "asks for the value, then: Set Actions secret")


def _nothing(_: Site, __: Secret) -> None:
    return None


def _on_kubernetes(names: str) -> Callable[[Site], tuple[Line | str, ...]]:
    def access(site: Site) -> tuple[Line | str, ...]:
        where = namespace(site)
        return (
            sh(f"kubectl get {names} {{}}", where),
            "names and their state, no values",
            sh("kubectl auth can-i get secrets {}", where),
            "yes for those who operate it, no for everybody else",
        )

    return access


STORES: dict[str, Store] = {
    "kubernetes": Store(
        "Kubernetes Secrets",
        lambda secret: say("replace the key `{}` of the secret `{}`.", secret.key or secret.name, secret.object or secret.name),
        _kubernetes,
        _on_kubernetes("secrets"),
    ),
    "external-secrets": Store(
        "External Secrets Operator",
        lambda secret: say(
            "put the new value into `{}` of the store {}, with that store's own tool, then fetch it.",
            secret.remote or secret.name,
            secret.store_name or "behind it",
        ),
        _external,
        _on_kubernetes("externalsecrets"),
    ),
    "heroku": Store(
        "Heroku config vars",
        lambda secret: say("set `{}`; that makes a release and restarts the dynos.", secret.name),
        _heroku,
        lambda site: (sh("heroku access --app {}", app(site)), "those who may deploy and read config vars, and nobody else"),
    ),
    "github-actions": Store(
        "GitHub Actions secrets",
        lambda secret: say("set `{}`.", secret.name),
        _actions,
        lambda _: (sh("gh secret list"), "names, and when each was changed last"),
    ),
    "compose": Store(
        "the environment of Docker Compose",
        lambda secret: say("change `{}` in the environment or the secret file that Compose reads on its host.", secret.name),
        _nothing,
        lambda _: (),
    ),
    "dotenv": Store(
        "an environment file that is not committed",
        lambda secret: say("change `{}` in the environment file where it runs.", secret.name),
        _nothing,
        lambda _: (),
    ),
}
