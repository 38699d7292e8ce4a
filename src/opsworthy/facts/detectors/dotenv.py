"""Example environment files, and environment files that were committed by mistake."""

import re
from collections.abc import Iterator

from opsworthy.facts.command_lines import withheld
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import SecretDeclared, VariableDocumented
from opsworthy.text import dotenv
from opsworthy.text.dotenv import Assignment
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import carries_credentials, in_clear, is_issued, is_placeholder, is_secret

_EXAMPLE = frozenset({"default", "defaults", "dist", "example", "sample", "template", "tmpl", "tpl"})
_TEST = frozenset({"ci", "test", "testing", "e2e"})
_OTHER = frozenset({"d", "js", "json", "keys", "md", "patch", "py", "sh", "ts", "vault", "yaml", "yml"})
_OPTIONAL = regex(r"\(optional\b|^optional\b|\boptional\s*[:)\]]", re.IGNORECASE)


def _tokens(path: str) -> frozenset[str]:
    return frozenset(token for token in re.split(r"[._\-]", path.rpartition("/")[2].lower()) if token)


def _wants(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    tokens = _tokens(path) if "env" in name else frozenset()
    if "env" not in tokens or tokens & (_OTHER | _TEST):
        return False
    return name.startswith(".env") or (bool(tokens & _EXAMPLE) and (name.endswith(".env") or len(tokens) == 2))


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        example = bool(_tokens(source.path) & _EXAMPLE)
        told: dict[str, Told] = {}
        for assignment in dotenv.parse(source):
            if assignment.name not in told or not assignment.commented:
                told[assignment.name] = _told(assignment, example)
        yield from told.values()


def _told(assignment: Assignment, example: bool) -> Told:
    name, value = assignment.name, assignment.value
    exposed = is_issued(value) if example else not assignment.commented and in_clear(name, value)
    if exposed:
        return SecretDeclared(name, "dotenv", assignment.location, in_clear=True)
    secret = is_secret(name, value)
    hidden = secret or carries_credentials(value) or is_placeholder(value)
    optional = assignment.commented or bool(_OPTIONAL.search(assignment.comment or ""))
    description = withheld((assignment.comment,))[0] if assignment.comment else None
    return VariableDocumented(name, assignment.location, None if hidden else value, description, not optional, secret)


DETECTOR = Detector("dotenv", "variables of environment files", _wants, _detect)
