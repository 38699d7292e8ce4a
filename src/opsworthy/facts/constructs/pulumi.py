"""What the constructors of Pulumi's packages make: `new aws.s3.Bucket("assets", {…})` is `aws:s3:Bucket`."""

from collections.abc import Iterator

from opsworthy.facts.constructs.construct import Construct
from opsworthy.facts.fact import Told
from opsworthy.facts.given_variables import of_mapping, variables
from opsworthy.facts.marked import backup_of, resource
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.resource_marks import Mark, mark_of
from opsworthy.facts.workloads import Container, Resources, Workload
from opsworthy.text.location import Stated, Unknown

_MEBIBYTE = 1024 * 1024
_STORES = {"aws": "aws-secrets-manager", "azure": "azure-key-vault", "google": "google-secret-manager"}


def facts(found: list[Construct], prefix: str) -> Iterator[Told]:
    """The facts of one file's constructors."""
    for each in found:
        kind = type_of(each)
        mark = mark_of(kind) if kind is not None else None
        if kind is None or mark is None:
            continue
        looped = Unknown("made once for each turn of a loop", each.location) if each.looped else None
        address = f"{prefix}/{each.id or each.held_as or each.name}"
        told = resource(mark, each.view, "pulumi", kind, address, each.location, looped)
        yield told
        backup = backup_of(told)
        yield from (backup,) if backup is not None else ()
        if mark.kind == "secret":
            yield SecretDeclared(told.name, _STORES.get(mark.platform, mark.platform), told.location)
        if mark.kind == "function":
            yield _function(each, mark, told.name)


def type_of(construct: Construct) -> str | None:
    """`aws:s3:Bucket` for `s3.Bucket` of `@pulumi/aws`, or of `pulumi_aws`."""
    module = construct.module.replace("pulumi_", "@pulumi/").replace("_", "-")
    parts = [
        part
        for part in (*module.replace("@pulumi/", "", 1).replace("/", ".").split("."), *construct.name.split("."))
        if part != "*"
    ]
    if not module.startswith("@pulumi/") or len(parts) < 2:
        return None
    return f"{parts[0]}:{parts[1]}:{parts[-1]}" if len(parts) > 2 else f"{parts[0]}:index:{parts[1]}"


def _function(each: Construct, mark: Mark, name: str) -> Workload:
    memory = each.view.at("memorySize").number()
    handler = each.view.at("handler").string()
    size = Resources(memory.location, memory_limit=memory.value * _MEBIBYTE) if isinstance(memory, Stated) else None
    given = of_mapping(each.view.at("environment", "variables"))
    container = Container(name, each.location, command=(handler,) if handler else (), variables=variables(given), resources=size)
    platform = {"aws": "lambda", "azure": "azure-functions", "google": "cloud-functions"}.get(mark.platform, mark.platform)
    return Workload(platform, "function", name, each.location, containers=(container,))
