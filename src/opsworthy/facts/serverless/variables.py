"""`${…}` of the Serverless Framework, as far as files go: its own values, options with a default, other files, stages."""

import re
from collections.abc import Mapping
from dataclasses import field
from posixpath import join, normpath

from opsworthy.facts.files import Files
from opsworthy.facts.view import Found, Pointer
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Unknown
from opsworthy.text.node import Mapping as MappingNode
from opsworthy.text.node import Node, Scalar, find
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import carries_credentials, is_secret_name
from opsworthy.text.source import Problem

_INNER = regex(r"\$\{([^${}]{1,400})\}")
_SOURCE = regex(r"(\w+)(?:\(([^()]*)\))?(?::(.*))?", re.DOTALL)
_OWN = regex(r"(self|opt|env|param|sls|file|ssm|cf|s3|aws|git|terraform|vault|output|strToBool|doppler)\b")
_STAGES = frozenset({"sls:stage", "opt:stage", "self:provider.stage"})
_DEFAULT = regex(r",\s{0,5}['\"]?([A-Za-z][\w-]{0,60})['\"]?\s{0,5}\}{1,3}$")
_BY_STAGE = regex(
    r"\$\{self:(custom[\w.]{0,80}?)\.\$\{(?:sls:stage|opt:stage|self:provider\.stage|self:custom\.stage)[^{}]{0,80}\}"
)
_NAME = regex(r"[A-Za-z][\w-]{0,40}")
_LONGEST = 4000
_MOST_STEPS = 20_000
_DEEPEST = 15


@dataclass
class Variables:
    """The variables of one serverless.yml for one stage. `options` are what the command line gives."""

    files: Files
    path: str
    root: MappingNode
    options: Mapping[str, str] = field(default_factory=dict)
    _steps: int = 0
    _depth: int = 0
    asked: set[tuple[str, ...]] = field(default_factory=set)

    def reduce(self, node: Node) -> Found:
        """What a value comes to when its variables are put in."""
        if not isinstance(node, Scalar) or "${" not in node.text or node.tag is not None:
            return node
        self._steps += 1
        if self._steps > _MOST_STEPS or self._depth > _DEEPEST:
            return Unknown("more is computed here than is followed", node.location)
        self._depth += 1
        try:
            return self._filled(node.text, node.location)
        finally:
            self._depth -= 1

    def _filled(self, text: str, where: Location) -> Found:
        """Innermost first; what belongs to CloudFormation (`${AWS::Region}`) stays as it is written."""
        kept: list[str] = []
        for _ in range(60):
            match = _INNER.search(text)
            if match is None or len(text) > _LONGEST:
                break
            inside = match[1].strip()
            if _OWN.match(inside) is None and not inside.startswith(("'", '"')):
                kept.append(match.group())
                text = f"{text[: match.start()]}\x00{len(kept) - 1}\x00{text[match.end() :]}"
                continue
            value = self._first(inside, where)
            if match.group() == text:
                return value
            if not isinstance(value, Scalar):
                return self._within(value, where)
            text = text[: match.start()] + value.text + text[match.end() :]
        for number, original in enumerate(kept):
            text = text.replace(f"\x00{number}\x00", original)
        return Scalar(text, text, where) if len(text) <= _LONGEST else Unknown("too long to be followed", where)

    def _within(self, value: Found, where: Location) -> Unknown:
        if isinstance(value, Unknown):
            return Unknown(value.reason, where)
        if isinstance(value, Pointer):
            return Unknown(f"holds the {value.kind} {value.name}", where)
        return Unknown("put together from what is no text", where)

    def _first(self, inside: str, where: Location) -> Found:
        """The first of several sources that gives a value: `opt:stage, 'dev'`."""
        found: Found = None
        for source in _choices(inside):
            if source.strip() in _STAGES and self.stage() is None:
                return Unknown("the stage is chosen when it is deployed", where)
            found = self._source(source.strip(), where)
            if found is not None and not isinstance(found, Unknown):
                return found
        return found if found is not None else Unknown(f"no file says what {inside} is", where)

    def _source(self, source: str, where: Location) -> Found:
        if source[:1] in ("'", '"'):
            return Scalar(source[1:-1], source[1:-1], where)
        if source in ("true", "false", "null") or source.isdigit():
            return Scalar(source, source, where) if source != "null" else None
        match = _SOURCE.fullmatch(source)
        if match is None:
            return Unknown(f"{source} is not understood", where)
        kind, inner, name = match[1], match[2] or "", match[3] or ""
        if source in _STAGES and (stage := self.stage()) is not None:
            return Scalar(stage, stage, where)
        if kind == "self":
            return self._own(name, where)
        if kind == "file":
            return self._file(inner, name, where)
        if kind == "opt":
            return Scalar(self.options[name], self.options[name], where) if name in self.options else None
        if kind == "param":
            return self._parameter(name, where)
        if kind == "ssm" or (kind == "cf" and "secretsmanager" in name):
            return _of_store(name, where)
        if kind == "env":
            return Pointer("secret" if is_secret_name(name) else "host", name, where)
        return Unknown(f"{source} is known when it is deployed", where)

    def stage(self) -> str | None:
        """The stage that this is read for, else the one that the file names outright; None where it is chosen each time."""
        if "stage" in self.options:
            return self.options["stage"]
        node = find(self.root, "provider", "stage")
        return node.text if isinstance(node, Scalar) and "${" not in node.text else None

    def _own(self, name: str, where: Location) -> Found:
        path = tuple(part for part in name.split(".") if part)
        self.asked.add(path)
        if path == ("service",) and isinstance(service := find(self.root, "service"), MappingNode):
            path = ("service", "name") if service.entry("name") else path
        node: Node | None = self.root
        for part in path:
            held = self.reduce(node) if node is not None else None
            node = find(held, part) if isinstance(held, MappingNode) else None
        if node is None:
            return None
        found = self.reduce(node)
        if isinstance(found, Scalar) and carries_credentials(found.text):
            return Pointer("secret", name, where)
        return found

    def _parameter(self, name: str, where: Location) -> Found:
        stage = self.stage() or ""
        for section in (("stages", stage, "params"), ("params", stage), ("stages", "default", "params"), ("params", "default")):
            node = find(self.root, *section, name)
            if node is not None:
                if is_secret_name(name):
                    return Pointer("secret", name, where)
                return self.reduce(node)
        return None

    def _file(self, inner: str, name: str, where: Location) -> Found:
        path = normpath(join(self.path.rpartition("/")[0], inner.strip()))
        source = self.files.open(path) if path.endswith((".yml", ".yaml", ".json")) else None
        if source is None:
            return Unknown(f"{inner.strip()} is not in the repository, or is a program", where)
        read = self.files.json(source) if path.endswith(".json") else next(iter(self.files.yaml(source).documents), None)
        if read is None or isinstance(read, Problem):
            return Unknown(f"{inner.strip()} cannot be read", where)
        node: Node | None = read
        for part in name.split(".") if name else ():
            held = self.reduce(node) if node is not None else None
            node = find(held, part) if isinstance(held, MappingNode) else None
        if isinstance(node, Scalar) and is_secret_name(name):
            return Pointer("secret", name.rpartition(".")[2], where)
        return self.reduce(node) if node is not None else None


def _choices(inside: str) -> list[str]:
    """The sources between commas; a comma within quotes or brackets is none."""
    found, depth, quote, start = [], 0, "", 0
    for position, each in enumerate(inside):
        if quote:
            quote = "" if each == quote else quote
        elif each in "'\"":
            quote = each
        elif each in "([":
            depth += 1
        elif each in ")]":
            depth -= 1
        elif each == "," and depth == 0:
            found.append(inside[start:position])
            start = position + 1
    return [*found, inside[start:]]


def stages(root: MappingNode, text: str) -> dict[str, Location]:
    """The stages that a file names: the default one, those with parameters, those that a table is asked by."""
    found: dict[str, Location] = {}
    node = find(root, "provider", "stage")
    if isinstance(node, Scalar):
        named = _DEFAULT.search(node.text.strip())
        name = (named[1] if named else None) if "${" in node.text else node.text
        found |= {name: node.location} if name and _NAME.fullmatch(name) else {}
    tables = [find(root, "stages"), find(root, "params")]
    tables += [find(root, *match[1].split(".")) for match in list(_BY_STAGE.finditer(text))[:100]]
    for table in tables:
        for entry in table.entries[:30] if isinstance(table, MappingNode) else ():
            if entry.key not in ("default", "other") and _NAME.fullmatch(entry.key):
                found.setdefault(entry.key, entry.location)
    return found


def _of_store(name: str, where: Location) -> Pointer:
    """A parameter of Systems Manager; those under /aws/reference/secretsmanager are secrets of the other store."""
    plain = name.partition("~")[0].strip()
    prefix = "/aws/reference/secretsmanager/"
    if plain.startswith(prefix):
        return Pointer("secret", plain.removeprefix(prefix), where, store="aws-secrets-manager")
    kind = "secret" if is_secret_name(plain.rpartition("/")[2]) else "parameter"
    return Pointer(kind, plain, where, store="aws-parameter-store")
