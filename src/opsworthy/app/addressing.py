"""The one address checker, run only when somebody asks: says which addresses of the web lead nowhere.

A document of a stranger decides what is asked, so nothing inside is ever reached: every host is looked up first, only public
addresses are connected to, by the number that was looked up, and every redirection is looked at the same way.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import date, timedelta
from urllib.parse import urljoin

import msgspec

from opsworthy.app.kept.store import Keeping, read, write
from opsworthy.text.address import split
from opsworthy.text.dataclass import dataclass

MOST = 200
"""Addresses of one run; the others are not tried."""
_AT_ONCE = 4
_HOPS = 5
_SECONDS = 8.0
_GOOD, _BAD = timedelta(days=7), timedelta(days=1)
_KEY = "addresses"
_AGENT = {"User-Agent": "opsworthy-address-check", "Accept": "*/*"}
_GONE = {404: "the server says that there is no such page (404)", 410: "the server says that the page is gone (410)"}
_NO_HOST = "there is no host"
_NO_HEAD = frozenset([400, 403, 404, 405, 406, 410, 500, 501, 503])
_RESERVED = (".example", ".test", ".invalid", ".localhost", ".local", ".internal", ".lan", ".home.arpa", ".onion")
_EXAMPLES = frozenset(["example.com", "example.org", "example.net", "localhost"])

Lookup = Callable[[str, int], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of trying an address: `status` of HTTP, 0 for none; `onward` where it leads on to; `trouble` why it cannot be."""

    status: int = 0
    onward: str = ""
    trouble: str = ""


class _Known(msgspec.Struct, array_like=True, frozen=True):
    trouble: str
    day: date


def trouble_of(
    addresses: Iterable[str], today: date, keeping: Keeping | None, ask: "Callable[[str, str], Answer] | None" = None
) -> Mapping[str, str]:
    """Why each address leads nowhere, "" where it leads somewhere. What nobody can say (no answer in time, a login, a page that
    is not public) is left out."""
    wanted = sorted({each for each in addresses if _is_public_name(each)})[:MOST]
    known = {url: each for url, each in _kept(keeping).items() if today - each.day < (_BAD if each.trouble else _GOOD)}
    fresh = [url for url in wanted if url not in known]
    if fresh:
        with ThreadPoolExecutor(max_workers=_AT_ONCE) as workers:
            told = dict(zip(fresh, workers.map(lambda url: _followed(url, ask or asked), fresh), strict=True))
        online = any(trouble == "" or trouble in _GONE.values() for trouble in told.values())
        # Where nothing at all answers, it is this machine that has no network, not the hosts that are gone.
        known |= {
            url: _Known(trouble, today)
            for url, trouble in told.items()
            if trouble is not None and (online or not trouble.startswith(_NO_HOST))
        }
        _keep(keeping, known)
    return {url: known[url].trouble for url in wanted if url in known}


def _followed(url: str, ask: Callable[[str, str], Answer]) -> str | None:
    """Follows an address over a few redirections: "" for a page, None where nobody can say."""
    for _ in range(_HOPS):
        answer = ask("HEAD", url)
        if answer.status in _NO_HEAD:  # Some servers answer only to those who read.
            answer = ask("GET", url)
        if answer.status in _GONE:
            return _GONE[answer.status]
        if not answer.onward:
            return answer.trouble or ("" if 200 <= answer.status < 300 else None)
        url = urljoin(url, answer.onward)
        if not _is_public_name(url):
            return None
    return None


def asked(method: str, url: str, lookup: Lookup | None = None) -> Answer:
    """One request to a public address; an empty answer where there is none, or where it may not be asked."""
    parts = split(url)
    try:
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        numbers = (lookup or looked_up)(host, port)
    except socket.gaierror as error:
        return Answer(trouble=f"{_NO_HOST} {parts.hostname}") if error.errno == socket.EAI_NONAME else Answer()
    except (OSError, ValueError, UnicodeError):
        return Answer()
    if not numbers or not all(map(is_public, numbers)):
        return Answer()
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with (
        suppress(OSError, http.client.HTTPException, ValueError),
        closing(_connection(parts.scheme, host, port, numbers[0])) as connection,
    ):
        connection.request(method, target, headers=_AGENT)
        response = connection.getresponse()
        onward = response.getheader("Location") or "" if response.status in (301, 302, 303, 307, 308) else ""
        return Answer(response.status, onward)
    return Answer()


def looked_up(host: str, port: int) -> tuple[str, ...]:
    """The numbers of a host. Raises socket.gaierror."""
    return tuple(str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


def is_public(number: str) -> bool:
    """Whether a number is one of the open internet: not this machine, not its network, not one set aside."""
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return address.is_global and not address.is_multicast and not address.is_reserved and (mapped is None or mapped.is_global)


def _connection(scheme: str, host: str, port: int, number: str) -> http.client.HTTPConnection:
    """A connection to a number, under the name of the host."""
    connection = http.client.HTTPConnection(host, port, timeout=_SECONDS)
    plain = socket.create_connection((number, port), timeout=_SECONDS)
    connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if scheme == "https" else plain
    return connection


def _is_public_name(url: str) -> bool:
    """Whether an address may be tried at all: of the web, of a host with a name, and none that is set aside for examples."""
    parts = split(url)
    try:
        host, port = (parts.hostname or "").lower().rstrip("."), parts.port
    except ValueError:
        return False
    named = (
        parts.scheme in ("http", "https") and "." in host and port in (None, 80, 443) and not parts.username and url.isprintable()
    )
    example = host in _EXAMPLES or host.endswith(_RESERVED) or any(host.endswith(f".{each}") for each in _EXAMPLES)
    return named and not example and not any(mark in url for mark in "<>{}$[] ") and not host.replace(".", "").isdigit()


def _kept(keeping: Keeping | None) -> dict[str, _Known]:
    data = read(keeping.folder, _KEY) if keeping else None
    with suppress(msgspec.MsgspecError):
        return msgspec.json.decode(data, type=dict[str, _Known]) if data else {}
    return {}


def _keep(keeping: Keeping | None, known: Mapping[str, _Known]) -> None:
    if keeping:
        write(keeping.folder, _KEY, msgspec.json.encode(dict(known)))
