"""Facts about what a cloud or a controller is told to make: resources, charts, deliveries, backups."""

from opsworthy.facts.project import Dependency
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated, Unknown


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that infrastructure as code makes. `platform` is whose it is (aws, google, azure, cloudflare …), `tool` what
    reads the file (terraform, cloudformation, sam, cdk, serverless, pulumi, arm, bicep, render, fly …), `type` that tool's own
    word, `address` its place in that tool's tree and `name` the name it bears in the cloud where a literal says it, else its
    last word there. `kind` is of `facts/marks/resources/*.toml` (database, cache, queue, topic, bucket, search, stream,
    secret-store, compute, cluster, network …); `engine` where it is a datastore. `attributes` are those that say size,
    version, retention and the like; none is secret. `count` is None for the single ones."""

    platform: str
    tool: str
    type: str
    name: str
    address: str
    kind: str
    location: Location
    engine: str | None = None
    environment: str | None = None
    count: Stated[int] | Unknown | None = None
    attributes: tuple[tuple[str, Stated[str] | Unknown], ...] = ()
    paid: bool = False


@dataclass(frozen=True, slots=True)
class ChartRendered:
    """What Helm itself made of a chart's releases: `by` is its version; `taken` are the objects where its word counts more than
    our own reading, and `refused` why our own reading stands alone for a release."""

    by: str
    taken: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartDeclared:
    """A Helm chart of this repository, with the charts it takes in; `path` is its folder. `rendered` is None where no Helm was
    asked."""

    name: str
    path: str
    location: Location
    version: str | None = None
    app_version: str | None = None
    dependencies: tuple[Dependency, ...] = ()
    library: bool = False
    rendered: ChartRendered | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a controller or a tool is told to bring to a cluster. `tool` is argo-cd, flux, helmfile, skaffold or tilt; `path` a
    folder of `repository` (None for this one), or `chart` a chart there."""

    tool: str
    name: str
    location: Location
    repository: str | None = None
    path: str | None = None
    chart: str | None = None
    revision: str | None = None
    namespace: str | None = None
    cluster: str | None = None
    environment: str | None = None


@dataclass(frozen=True, slots=True)
class BuildDeclared:
    """An image that a tool is told to build. `image` is what it is called, `context` the folder and `dockerfile` the file that
    it is built from, both relative to the tree; `builder` is docker unless another one makes it (jib, buildpacks, ko …)."""

    tool: str
    name: str
    location: Location
    image: Stated[str] | None = None
    context: Stated[str] | None = None
    dockerfile: Stated[str] | None = None
    stage: str | None = None
    builder: str = "docker"


@dataclass(frozen=True, slots=True)
class BackupDeclared:
    """A backup that a file sets up. `target` is the datastore or volume as that file names it; `retention` as written."""

    name: str
    tool: str
    location: Location
    target: str | None = None
    schedule: Stated[str] | None = None
    retention: Stated[str] | None = None
    environment: str | None = None
