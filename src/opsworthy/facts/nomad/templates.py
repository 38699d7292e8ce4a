"""Templates of Nomad tasks: the variables that they set, and the secrets and keys that they take from Vault and Consul."""

from collections.abc import Iterator

from opsworthy.facts.hosting.variables import Named, secrets, variable
from opsworthy.facts.project import SecretDeclared
from opsworthy.facts.workloads import Variable
from opsworthy.text.dataclass import dataclass
from opsworthy.text.hcl import Block
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import stated, string
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import is_secret_name

_LINE = regex(r"\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]{0,150})\s*=\s*(.*)")
_SECRET = regex(r"\{\{-?\s*(?:with|range)?\s*secret\s+[\"`]([^\"`]{1,300})[\"`]")
_NOMAD = regex(r"\{\{-?\s*(?:with|range)?\s*nomadVar\s+[\"`]([^\"`]{1,300})[\"`]")
_FIELD = regex(r"\.Data(?:\.data)?\.([A-Za-z_][\w\-]{0,150})")
_SERVICE = regex(r"\b(?:service|nomadService)\s+[\"`]([A-Za-z0-9][\w.\-]{0,100})(?:\|[\w.\-]+)?[\"`]")
_COMPUTED = "{{"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a template, and the path in Vault whose secret is open there."""

    text: str
    location: Location
    path: str | None


def rows(template: Block) -> Iterator[Row]:
    """The lines of `data`, each where it stands in the file."""
    data = stated(template.attributes, "data")
    if data is None:
        return
    path: str | None = None
    several = data.location.end_line > data.location.line
    for index, text in enumerate(data.value.split("\n")):
        opened = _SECRET.search(text) or _NOMAD.search(text)
        path = opened.group(1) if opened else path
        yield Row(text, Location(data.location.path, data.location.line + index + 1) if several else data.location, path)
        if "{{ end }}" in text or "{{end}}" in text or "{{- end" in text:
            path = None


def is_environment(template: Block) -> bool:
    return string(template.attributes, "env") == "true"


def variables(template: Block) -> Iterator[Variable]:
    """The variables that a template sets."""
    for row in rows(template) if is_environment(template) else ():
        match = _LINE.match(row.text)
        if match is None:
            continue
        value = match.group(2).strip().strip("\"'")
        if _COMPUTED in value:
            source = ("secret", row.path, "") if row.path else None
            yield Variable(match.group(1), row.location, source=source)
        else:
            yield variable(Named(match.group(1), value, row.location))


def template_secrets(template: Block, environment: str | None) -> Iterator[SecretDeclared]:
    """The secrets by the name of the variable that they become, or of the field that is taken."""
    seen: set[str] = set()
    for row in rows(template):
        match = _LINE.match(row.text) if is_environment(template) else None
        fields = _FIELD.findall(row.text) if row.path else []
        if match is not None and _COMPUTED in match.group(2) and (fields or is_secret_name(match.group(1))):
            fields = [match.group(1)]
        elif match is not None and _COMPUTED not in match.group(2):
            yield from secrets((Named(match.group(1), match.group(2).strip().strip("\"'"), row.location),), "nomad", environment)
            continue
        for name in fields:
            if name not in seen and name not in ("data", "metadata"):
                seen.add(name)
                store = "vault" if row.path else "nomad"
                yield SecretDeclared(name, store, row.location, remote=row.path, environment=environment)


def needs(template: Block) -> Iterator[Stated[str]]:
    """The services whose addresses a template looks up."""
    for row in rows(template):
        for name in _SERVICE.findall(row.text):
            yield Stated(name.rpartition(".")[2], row.location)
