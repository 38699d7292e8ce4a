"""terraform and the command lines of clouds: addresses, outputs, variables, regions."""

from collections.abc import Iterator

from opsworthy.rules.shapes.claiming.claim import Claim, plain
from opsworthy.rules.shapes.claiming.tools.line import Line

TOOLS = frozenset(["terraform", "tofu", "terragrunt"])
CLOUDS = frozenset(["aws", "gcloud", "az", "eksctl", "fly", "flyctl", "gsutil", "doctl"])


def read(line: Line) -> Iterator[Claim]:
    if line.command.tool in CLOUDS:
        if line.command.placeholders or any(not plain(word) for word in line.words if "your" in word or "my-" in word):
            return
        for region in line.given("--region", "--location", "--primary-region"):
            yield line.claim("region", region.strip("\"'"))
        return
    words = [word for word in line.words[1:] if not word.startswith("-")]
    if words[:1] == ["output"] and words[1:]:
        yield line.claim("output", words[1])
    elif words[:2] in (["state", "show"], ["state", "rm"]) or words[:1] in (["taint"], ["untaint"], ["import"]):
        address = words[2] if words[0] == "state" and len(words) > 2 else words[1] if len(words) > 1 else ""
        if address:
            yield line.claim("resource", address)
    for address in line.given("-target", "--target", "-replace", "--replace"):
        yield line.claim("resource", address)
    for told in line.given("-var", "--var"):
        yield line.claim("input", told.partition("=")[0])
