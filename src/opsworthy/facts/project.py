"""Facts about the project: environments, secrets, pipelines, packages, code, answers, status."""

from opsworthy.facts.workloads import Pairs, Variable
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated


@dataclass(frozen=True, slots=True)
class EnvironmentDeclared:
    """A place where the system runs. `deploy` says how this repository's files reach it: ("kustomize", folder),
    ("manifests", folder), ("heroku", ""), ("compose", file) or ("workflow", file)."""

    name: str
    location: Location
    platform: str
    deploy: tuple[str, str]
    namespace: str | None = None


@dataclass(frozen=True, slots=True)
class SecretDeclared:
    """A secret by name, never its value. `store` is kubernetes, external-secrets, heroku, github-actions, compose or dotenv;
    `key` the key inside the object; `remote` the name in the outside store; `store_name` that store's own name. `clear_at` is
    where a value in clear stands, if not where its name does."""

    name: str
    store: str
    location: Location
    key: str | None = None
    remote: str | None = None
    store_name: str | None = None
    environment: str | None = None
    namespace: str | None = None
    in_clear: bool = False
    clear_at: Location | None = None


@dataclass(frozen=True, slots=True)
class VariableDocumented:
    """A line of an example environment file or of app.json; `default` is None where it is empty, secret or only a placeholder."""

    name: str
    location: Location
    default: str | None = None
    description: str | None = None
    required: bool = True
    secret: bool = False


@dataclass(frozen=True, slots=True)
class VariableRead:
    """An environment variable that source code reads; `required` where the code fails without it. `named_at` is where its name
    stands, if not in the lines that read it."""

    name: str
    language: str
    location: Location
    default: str | None = None
    required: bool = False
    named_at: Location | None = None


@dataclass(frozen=True, slots=True)
class PortListened:
    """A port that source code listens on: `port` where it is a literal or the default of `variable`, the environment
    variable that sets it. `said_at` is where these stand, if not in the lines that listen."""

    language: str
    location: Location
    port: int | None = None
    variable: str | None = None
    framework: str | None = None
    said_at: Location | None = None


@dataclass(frozen=True, slots=True)
class ShutdownHandled:
    """Source code that ends its work before it goes: `how` names the signal or the call, such as SIGTERM or Server.Shutdown."""

    language: str
    how: str
    location: Location


@dataclass(frozen=True, slots=True)
class SecretRead:
    """Source code that asks a secret store. `store` as in SecretDeclared; `name` where it is a literal."""

    store: str
    language: str
    location: Location
    name: str | None = None


@dataclass(frozen=True, slots=True)
class CredentialInClear:
    """A value committed in clear: `kind` is what a scanner takes it for, `name` what the file calls it; never the value."""

    kind: str
    location: Location
    name: str | None = None


@dataclass(frozen=True, slots=True)
class HealthRoute:
    """An HTTP route that answers about health; `role` is health, liveness, readiness or metrics. `fields` are the keys of the
    JSON object that it answers with. `partial` where a prefix that no file states may stand before the path."""

    path: str
    role: str
    language: str
    location: Location
    framework: str | None = None
    fields: tuple[str, ...] = ()
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Dependency:
    """One direct dependency of a package, with the version as the manifest writes it."""

    name: str
    location: Location
    version: str | None = None
    development: bool = False


@dataclass(frozen=True, slots=True)
class PackageDeclared:
    """A package manifest. `ecosystem` is python, npm, go, java, dotnet, ruby, php or rust; `commands` are the programs it
    installs; `private` where it refuses publication; `scripts` its own named commands; `named_at` is where its name stands, if
    in another file."""

    path: str
    ecosystem: str
    location: Location
    name: str | None = None
    version: str | None = None
    dependencies: tuple[Dependency, ...] = ()
    commands: tuple[Stated[str], ...] = ()
    scripts: tuple[tuple[str, Stated[str]], ...] = ()
    private: bool = False
    publishable: bool = False
    named_at: Location | None = None


@dataclass(frozen=True, slots=True)
class LockFile:
    """A file that pins every version that a build takes; `tool` is what wrote it, `count` how many packages it pins."""

    ecosystem: str
    tool: str
    path: str
    location: Location
    count: int | None = None


@dataclass(frozen=True, slots=True)
class ProductUsed:
    """A product that a direct dependency or an address in code gives away; `package` is that package or host. `kind` is
    framework, frontend, datastore, queue, saas, observability, instrumentation or migration."""

    product: str
    kind: str
    package: str
    location: Location
    paid: bool = False


@dataclass(frozen=True, slots=True)
class Migrations:
    """A folder of database migrations; `reversible` is False where one has no way back, None where the tool does not say."""

    tool: str
    folder: str
    location: Location
    count: int
    latest: Stated[str] | None = None
    reversible: bool | None = None
    irreversible: tuple[Location, ...] = ()


@dataclass(frozen=True, slots=True)
class PipelineStep:
    """One step of a job. `uses` is a ready-made part by its name, `kind` whose word that is: action, task, orb, pipe, plugin,
    image, step or template; `inputs` what that part is told, literals that are not secret. `pushes` where the action that it
    uses is told to push what it builds, always or sometimes; `manual` where it waits for a person; `condition` as written;
    `text` is where all of `run` stands, where that is not `location`; `tolerated` where the job goes on when it fails."""

    name: str
    location: Location
    uses: str | None = None
    run: str | None = None
    pushes: bool = False
    kind: str = "action"
    inputs: Pairs = ()
    manual: bool = False
    condition: str | None = None
    text: Location | None = None
    tolerated: bool = False


@dataclass(frozen=True, slots=True)
class PipelineJob:
    """One job. `address` is what it says its environment is reached at; `variables` the literal ones that are not secret.
    `environments` are all that it can go to, where a matrix, a choice or a caller gives several names; `environment` is then
    None. `deploys` where the provider itself takes it for a deployment, `stops` where it takes the environment down; `manual`
    where a person starts or approves it; `calls` is the path of the pipeline of this repository that it hands over to;
    `permissions` as pairs of what and how far; `contexts` the groups of variables that it is given; `stage_at` is where its
    stage is named, where it stands elsewhere than the job; `tolerated` where the pipeline goes on when it fails;
    `guessed` where the environment is not the job's own word but follows from a name or a variable."""

    name: str
    location: Location
    steps: tuple[PipelineStep, ...] = ()
    needs: tuple[str, ...] = ()
    environment: Stated[str] | None = None
    condition: str | None = None
    address: Stated[str] | None = None
    variables: tuple[Variable, ...] = ()
    environments: tuple[Stated[str], ...] = ()
    stage: str | None = None
    manual: bool = False
    deploys: bool = False
    stops: bool = False
    calls: str | None = None
    image: Stated[str] | None = None
    services: tuple[Stated[str], ...] = ()
    concurrency: str | None = None
    permissions: Pairs = ()
    contexts: tuple[Stated[str], ...] = ()
    stage_at: Location | None = None
    tolerated: bool = False
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class PipelineDeclared:
    """A pipeline. `provider` is github-actions, gitlab-ci, circleci, jenkins, azure-pipelines, bitbucket, buildkite, drone,
    woodpecker, travis-ci or google-cloud-build; `settings` are names of values that are no secrets and that the provider's
    settings hold; `includes` other files that it is made of, as written. `schedules` are the cron expressions that start it;
    `branches` the patterns of branches whose pushes do, and `asked` those for which a request to merge does, both empty where
    the file does not say."""

    name: str
    path: str
    provider: str
    location: Location
    triggers: tuple[str, ...] = ()
    jobs: tuple[PipelineJob, ...] = ()
    settings: tuple[Stated[str], ...] = ()
    includes: tuple[Stated[str], ...] = ()
    concurrency: str | None = None
    permissions: Pairs = ()
    schedules: tuple[Stated[str], ...] = ()
    branches: tuple[Stated[str], ...] = ()
    asked: tuple[Stated[str], ...] = ()


@dataclass(frozen=True, slots=True)
class AppDeclared:
    """app.json or its like: the application's own name and words."""

    platform: str
    name: str
    location: Location
    description: str | None = None
    buildpacks: tuple[str, ...] = ()
    scripts: Pairs = ()


@dataclass(frozen=True, slots=True)
class Artifact:
    """A document beside the code: `kind` is architecture, plan, spec, runbook, cost-plan, readme or licence."""

    kind: str
    path: str
    location: Location
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A leaf of opsworthy.toml: what a person said that no file can say. An empty text is a question still open."""

    key: tuple[str, ...]
    value: str | int | float | bool
    location: Location
