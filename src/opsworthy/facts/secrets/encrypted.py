"""Files that are committed encrypted: the names of what they hold stand in clear, the values do not."""

from collections.abc import Iterator

from opsworthy.facts.project import SecretDeclared
from opsworthy.text import dotenv
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, Sequence, string
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

SOPS = "sops"
_ENCRYPTED = "ENC[AES256_GCM,"
_INI_LINE = regex(r"\s*([^=:#;\[\s][^=:]{0,120}?)\s*[=:]\s*ENC\[AES256_GCM,")
_SECTION = regex(r"\s*\[([^\]]{1,120})\]\s*$")
_MOST = 5000
_GIT_CRYPT = regex(r"\s*(\S+)\s(?:.*\s)?filter=git-crypt(?:-\S+)?(?:\s|$)")


def has_sops(text: str) -> bool:
    """Whether a text may be one that SOPS wrote: it ends every file with when and by what it was sealed."""
    return _ENCRYPTED in text and "sops" in text and "lastmodified" in text


def sops_document(root: Node) -> Iterator[SecretDeclared]:
    """The keys of a YAML or JSON document whose values SOPS encrypted. Those of a Secret are told by the kubernetes detector."""
    if string(root, "sops", "lastmodified") is None or (string(root, "apiVersion") and string(root, "kind")):
        return
    waiting: list[tuple[tuple[str, ...], Location, Node]] = [((), root.location, root)]
    seen = 0
    while waiting and seen < _MOST:
        path, place, node = waiting.pop()
        seen += 1
        if isinstance(node, Mapping):
            below = [((*path, entry.key), entry.location, entry.value) for entry in node.entries]
            waiting += [each for each in reversed(below) if each[0] != ("sops",)]
        elif isinstance(node, Sequence):
            waiting += [(path, place, item) for item in node.items[:1]]
        elif path and node.text.startswith(_ENCRYPTED):
            yield SecretDeclared(".".join(path), SOPS, place)


def sops_lines(source: Source) -> Iterator[SecretDeclared]:
    """The names of an environment file, and of an INI file by section."""
    section = ""
    for number, line in enumerate(source.text.splitlines(), start=1):
        opened, named = _SECTION.match(line), _INI_LINE.match(line)
        if opened:
            section = opened.group(1)
        elif named and section != "sops":
            name = f"{section}.{named.group(1)}" if section and section != "DEFAULT" else named.group(1)
            yield SecretDeclared(name, SOPS, source.at(number, named.start(1) + 1))


def git_crypt(source: Source) -> Iterator[tuple[str, Location]]:
    """The patterns of files that git-crypt encrypts, from .gitattributes."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        match = _GIT_CRYPT.match(line)
        if match and not line.lstrip().startswith("#"):
            yield match.group(1).strip('"'), source.at(number, match.start(1) + 1)


def dotenvx(source: Source) -> Iterator[SecretDeclared]:
    """Environment files that dotenvx encrypts: the variables, and the private key that opens them. Those of dotenv-vault."""
    for each in dotenv.parse(source):
        if each.commented:
            continue
        if each.name.startswith("DOTENV_PUBLIC_KEY"):
            yield SecretDeclared(each.name.replace("PUBLIC", "PRIVATE", 1), "dotenvx", each.location)
        elif each.value.startswith("encrypted:"):
            yield SecretDeclared(each.name, "dotenvx", each.location)
