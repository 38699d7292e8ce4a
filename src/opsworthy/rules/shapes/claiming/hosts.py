"""Hosts in any text: names of the world, and names inside a cluster."""

import re
from collections.abc import Iterable, Iterator

from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

HERE = frozenset(["localhost", "127.0.0.1", "0.0.0.0", "[::1]", "host.docker.internal"])  # noqa: S104 - names, nothing is bound
_INSIDE = regex(
    r"(?<![\w.-])([a-z0-9][a-z0-9-]{0,62})\.([a-z0-9][a-z0-9-]{0,62})\.svc(?:\.cluster\.local)?(?::(\d{2,5}))?(?![\w-])"
)
_WORLD = regex(
    r"https?://(?:[^\s/@`\"'<>]{1,80}@)?((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24})(?=[:/?#\s\"'`)\]>,;|*]|\.?\Z|\.\s)", re.IGNORECASE
)


_BARE = regex(r"(?:[a-z0-9-]{1,63}\.){2,6}[a-z]{2,24}(?=\Z|[:/])")
_OF_FILES = frozenset(
    [
        "md", "json", "yaml", "yml", "sh", "py", "js", "ts", "jsx", "tsx", "tf", "go", "rs", "rb", "java", "txt", "html", "css",
        "xml", "toml", "lock", "zip", "gz", "tar", "sql", "conf", "cfg", "ini", "log", "env", "example", "svg", "png", "csv",
        "tmpl", "tpl", "local", "internal", "svc", "properties", "service", "exe", "so", "jar", "mjs", "cjs", "mdc",
    ]
)  # fmt: skip
"""Endings of files, and of names inside a network."""


def bare_hosts_in(words: Iterable[str], at: Location, told: str) -> Iterator[Claim]:
    """Words that may be a host without a scheme, as `dig` and `docker login` take it, or begin with one, as an image does."""
    for word in words:
        if word.count(".") >= 2 and (found := _BARE.match(word)) and found[0].rpartition(".")[2] not in _OF_FILES:
            yield Claim("host", found[0], at, told, sure=False)


def hosts_in(text: str, at: Location, told: str) -> Iterator[Claim]:
    """The hosts of web addresses, and the service, namespace and port of `api.shop.svc:8080`."""
    if ".svc" in text:
        for found in _INSIDE.finditer(text):
            beside = (("service", found[1]), ("namespace", found[2]))
            yield Claim("service", found[1], at, told, "", beside)
            yield Claim("namespace", found[2], at, told, "", beside)
            if found[3]:
                yield Claim("port", found[3], at, told, found[1], beside)
    if "://" in text:
        for found in _WORLD.finditer(text):
            if not found[1].endswith((".svc", ".local")):
                yield Claim("host", found[1].lower(), at, told)
