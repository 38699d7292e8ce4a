"""Commands that run what they download, before anybody has seen it."""

import re
from collections.abc import Iterator

from opsworthy.documents.document import Fence
from opsworthy.rules.shapes.reading import Reading
from opsworthy.rules.shapes.spoken import spoken
from opsworthy.text.address import split
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_SHELL = r"(?:sudo\s+(?:-\w+\s+)*)?(?:env\s+)?(?:[A-Z_]+=\S+\s+)*(?:/(?:usr/)?bin/)?(?:ba|z|da|k|a)?sh\b(?!\S)"
_PIPED = regex(
    rf"\b(?:curl|wget)\b(?P<one>[^|;&\n]{{0,400}})\|\s*(?:tee\s[^|]{{0,80}}\|\s*)?(?:{_SHELL}|(?:sudo\s+)?(?:python3?|perl|ruby|node|bash)\s+-(?:\s|$))(?P<rest>[^\n]{{0,200}})"
    rf"|{_SHELL}\s+(?:-c\s+[\"']?\$\(|<\(\s*)(?:curl|wget)\b(?P<two>[^\n]{{0,400}})"
    r"|\b(?:eval|source|\.)\s+[\"']?(?:\$\(|<\(\s*)(?:curl|wget)\b(?P<three>[^\n]{0,400})"
    r"|\b(?:irm|iwr|Invoke-RestMethod|Invoke-WebRequest)\b(?P<four>[^|\n]{0,400})\|\s*(?:iex|Invoke-Expression)\b"
)
_ADDRESS = regex(r"(?:https?://|\b(?:[a-z0-9-]+\.)+[a-z]{2,10}/)[^\s\"'|)>]*", re.IGNORECASE)
# A version, a digest or a commit in the address: the same bytes every time, as far as an address can say.
_PINNED = regex(r"(?:^|[/@=_-])v?\d+\.\d+(?:\.\d+)?(?:[/._-]|$)|[0-9a-f]{40}|\bsha256", re.IGNORECASE)
_VARIABLE_VERSION = regex(r"\$\{?\w*(?:version|tag|sha|commit|ref|release)\w*\}?", re.IGNORECASE)
_CHOSEN = regex(r"_VERSION=|--version[= ]v?\d|\s-v\s+\d|@v?\d")
_WINDOWS = frozenset(["powershell", "pwsh", "ps1"])
_FETCHERS = ("curl", "wget", "iex", "Invoke-Expression")
_OWN = regex(
    r"\b(?:my|your)-?(?:company|org|domain)\b|(?:^|\.)example\.(?:com|org|net)\b|^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|10\.|192\.168\.|169\.254\.)",
    re.IGNORECASE,
)
_ASIDE = regex(
    r"\b(?:never|don't|do not|avoid|instead of|unsafe|insecure|not recommended|anti-?pattern"
    r"|attack\w*|malicious|inject\w*|exploit\w*|payload)\b|❌",
    re.IGNORECASE,
)
_CHECKED = regex(
    r"\b(?:sha(?:256|512|1)(?:sum)?|shasum|checksum|gpg\s+--verify|cosign\s+verify|minisign)\b"
    r"|\b(?:inspect|review|read) (?:it|the script)\b",
    re.IGNORECASE,
)


def downloads_run(read: Reading) -> Iterator[tuple[str, Location]]:
    """The host of each address whose content is run as it comes, and where that is told first."""
    if "|" not in read.document.text and "<(" not in read.document.text and "$(" not in read.document.text:
        return
    seen: set[str] = set()
    for fence in read.fences:
        if (fence.commands or fence.language.lower() in _WINDOWS) and any(word in fence.text for word in _FETCHERS):
            # A block by indentation begins with its own first line, not with a fence.
            inside = fence.text.partition("\n")[0].strip() == read.line(fence.location.line).strip(" \t>")
            start = fence.location.line + (0 if inside else 1)
            for at, line in _joined(fence, start):
                host, address = _run(line)
                if host and address not in seen and not _excused(read, at, fence):
                    seen.add(address)
                    yield host, Location(read.document.path, at)


def _joined(fence: Fence, start: int) -> Iterator[tuple[int, str]]:
    """The lines of a block, continued ones as one."""
    first, waiting = 0, ""
    for at, line in enumerate(fence.text.splitlines(), start):
        first = first or at
        waiting += line
        if line.rstrip().endswith(("\\", "|")) and len(waiting) < 2000:
            waiting = waiting.rstrip().removesuffix("\\") + " "
            continue
        yield first, waiting
        first, waiting = 0, ""
    if waiting:
        yield first, waiting


def _run(line: str) -> tuple[str, str]:
    """The host whose answer a line runs, and its address; empty where it runs none, one of its own, or one that is pinned."""
    found = _PIPED.search(line[:2000])
    if not found or "#" in line[: found.start()]:
        return "", ""
    told = next((each for each in (found["one"], found["two"], found["three"], found["four"]) if each), "")
    address = _ADDRESS.search(told)
    if not address:
        return "", ""
    written = address.group()
    host = split(written if "://" in written else f"https://{written}").netloc.lower()
    own = "." not in host or _OWN.search(host) or host.startswith(("your", "my")) or any(mark in host for mark in "$<{[%")
    if own or "/your" in written.lower() or _PINNED.search(written.partition(host)[2]) or _VARIABLE_VERSION.search(written):
        return "", ""
    return ("", "") if _CHOSEN.search(line) else (host, written)


def _excused(read: Reading, at: int, fence: Fence) -> bool:
    """Whether the words around say never to do so, or the block checks what it got."""
    above = "\n".join(read.line(each) for each in range(max(1, fence.location.line - 3), at))
    title = spoken(read).titles(at)
    return bool(_ASIDE.search(f"{title}\n{above}\n{read.line(at)}") or _CHECKED.search(f"{fence.text}\n{above}"))
