"""gh and heroku: workflows, secrets and variables, processes and apps."""

from collections.abc import Iterator

from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.tools.line import Line

TOOLS = frozenset(["gh", "heroku"])


def read(line: Line) -> Iterator[Claim]:
    if line.command.tool == "gh":
        if any(line.given("-R", "--repo")):
            return
        names = [target.name for target in line.command.targets if target.kind == "workflow"]
        names += list(line.given("--workflow", "-w")) if "run" in line.words[1:2] else []
        for name in names:
            yield line.claim("workflow", name.rpartition("/")[2])
        return
    for target in line.command.targets:
        if target.kind == "process":
            yield line.claim("process", target.name.partition(".")[0])
        elif target.kind == "secret" and "config:get" in line.words:
            yield line.claim("variable", target.name)
    for option in line.given("--dyno", "-d", "--process-type", "-p", "--ps") if "heroku" in line.words[0] else ():
        yield line.claim("process", option.partition(".")[0])
