"""Files of parameters for ARM and Bicep, and the environments that they are for."""

import re
from posixpath import join, normpath

from opsworthy.facts.azure.bicep_reading import Reading
from opsworthy.facts.azure.deployment import Deployment
from opsworthy.facts.azure.evaluation import Evaluator
from opsworthy.facts.environment_names import environment_of_file
from opsworthy.facts.files import Files
from opsworthy.facts.view import Found
from opsworthy.text.code import Code
from opsworthy.text.location import Unknown
from opsworthy.text.node import Node, Scalar, entries, find, string
from opsworthy.text.regex import regex
from opsworthy.text.source import Problem, Source

_SCHEMA = regex(r"/deploymentParameters\.json")
_USING = regex(r"^\s{0,10}using\s{1,10}'([^'\n]{1,300})'", re.MULTILINE)
_GIVEN = regex(r"^param(?=\s{1,10}\w{1,200}\s{0,10}=)", re.MULTILINE)
_AZD = regex(r"\$\{([A-Za-z_]\w{0,100})(?:=([^{}]{0,300}))?\}")


class Setting:
    """What a file gives to the parameters of a template; `environment` is None for one that is for all."""

    def __init__(self, path: str, template: str | None, values: dict[str, Found], environment: str | None) -> None:
        self.path = path
        self.template = template
        self.values = values
        self.environment = environment


def of_json(source: Source, root: Node | Problem) -> Setting | None:
    """A file of ARM parameters, by its schema."""
    if isinstance(root, Problem) or _SCHEMA.search(string(root, "$schema") or "") is None:
        return None
    values: dict[str, Found] = {}
    for entry in entries(root, "parameters"):
        value = find(entry.value, "value")
        if value is not None:
            values[entry.key] = _with_defaults(value)
        elif (secret := find(entry.value, "reference", "secretName")) is not None:
            values[entry.key] = Unknown("held by a key vault", secret.location)
    return Setting(source.path, None, values, environment_of_file(source.path))


def _with_defaults(value: Node) -> Found:
    """`${NAME=default}` of the Azure Developer CLI: the default, else what its environment says."""
    if not isinstance(value, Scalar) or "${" not in value.text:
        return value
    match = _AZD.fullmatch(value.text.strip())
    if match is not None and match[2] is not None:
        return Scalar(match[2], match[2], value.location)
    name = match[1] if match is not None else value.text[:100]
    return Unknown(f"{name} is set where it is deployed", value.location)


def of_bicepparam(files: Files, source: Source) -> Setting | None:
    """A .bicepparam file, which names its template."""
    using = _USING.search(source.text)
    readable = _GIVEN.sub("var  ", source.text)  # The grammar knows values of variables only.
    code = files.code(Source(f"{source.path}.bicep", readable)) if using is not None else None
    if using is None or code is None:
        return None
    read: Deployment = Reading(Code(source, code.language, code.data, code.root)).read()
    evaluator = Evaluator(read)
    values = {name: evaluator.reduce(node) for name, node in read.variables.items()}
    template = normpath(join(source.path.rpartition("/")[0], using[1]))
    return Setting(source.path, template, values, environment_of_file(source.path))


def beside(setting: Setting, deployments: dict[str, Deployment]) -> list[Deployment]:
    """The templates that a file of parameters is for: the one that it names, else the one of its folder that knows them."""
    if setting.template is not None:
        named = deployments.get(setting.template)
        return [named] if named is not None else []
    folder = setting.path.rpartition("/")[0]
    here = [each for each in deployments.values() if each.folder in (folder, folder.rpartition("/")[0])]
    fitting = [each for each in here if setting.values and set(setting.values) <= set(each.parameters)]
    stem = setting.path.rpartition("/")[2].partition(".")[0]
    exact = [each for each in fitting if each.path.rpartition("/")[2].partition(".")[0] == stem]
    return exact[:1] or fitting[:1]
