"""Addresses that commands ask: hosts, ports, buckets, names inside a cluster."""

from collections.abc import Iterator

from opsworthy.rules.shapes.claiming.claim import COMMAND, Claim
from opsworthy.rules.shapes.claiming.hosts import HERE, bare_hosts_in, hosts_in
from opsworthy.rules.shapes.claiming.tools.line import Line
from opsworthy.text.address import split
from opsworthy.text.regex import regex

_STORED = regex(r"(?:s3|gs)://([a-z0-9][a-z0-9._-]{2,62})(?=[/\s\"']|\Z)")
_ASKS = frozenset(["curl", "wget", "http", "https", "hey", "ab", "k6"])
_CONNECTS = frozenset(["nc", "ncat", "netcat", "telnet"])


def read(line: Line) -> Iterator[Claim]:
    """The hosts, ports and buckets of one command, whatever its tool."""
    text = " ".join(line.words)
    for bucket in _STORED.findall(text):
        yield line.claim("bucket", bucket)
    yield from hosts_in(text, line.location, COMMAND)
    yield from bare_hosts_in(line.words[1:], line.location, COMMAND)
    if line.command.tool in _ASKS:
        for target in line.command.targets:
            if target.kind == "url":
                yield from _port(line, target.name)
    if line.command.tool in _CONNECTS:
        named = [word for word in line.words[1:] if not word.startswith("-")]
        if len(named) >= 2 and named[1].isdigit():
            yield line.claim("port", named[1], line.inside if named[0] in HERE else named[0])


def _port(line: Line, address: str) -> Iterator[Claim]:
    """The port that is asked on this machine, or inside the container that the command runs in."""
    parts = split(address if "://" in address else f"http://{address}")
    host, _, port = parts.netloc.rpartition(":")
    if port.isdigit() and host in HERE:
        yield line.claim("port", port, line.inside, sure=bool(line.inside))
    elif port.isdigit() and "." not in host and host:
        yield line.claim("port", port, host)
