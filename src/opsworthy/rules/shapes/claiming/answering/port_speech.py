"""Whether anything else may listen on a port: what files say of it in whatever words, and what tools open by themselves."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.text.data import data_in
from opsworthy.text.regex import regex

_PORT = regex(r"(?:\b|_)[pP]orts?(?![a-z])|[a-z]Ports?(?![a-z])|PORT")
_TELLS = regex(
    r"listen|expose|localhost|127\.0\.0\.1|0\.0\.0\.0|\[::|://|host|addr|\bbind|serve|socket|forward|curl|\bdsn|url|-p[ =]?\d",
    re.IGNORECASE,
)
_STARTS = regex(
    r"(?:^|/)(?:package\.json|[Mm]akefile|[Jj]ustfile|Taskfile\.ya?ml|Procfile[^/]*|Dockerfile[^/]*|pyproject\.toml|pom\.xml"
    r"|build\.gradle[^/]*|[\w.-]*compose[\w.-]*\.ya?ml|devcontainer\.json|main\.\w{2,4}|app\.\w{2,4}|manage\.py|server\.\w{2,4})\Z|\.(?:sh|ps1|bat)\Z|(?:^|/)bin/[^/]+\Z"
)
_SETS = regex(
    r"(?:^|/)(?:application|bootstrap)[\w.-]*\.(?:ya?ml|properties)\Z|[\w.-]*compose[\w.-]*\.ya?ml\Z|\.env[^/]*\Z"
    r"|Dockerfile[^/]*\Z"
)
_GIVES = regex(r"(?:--port|--bind|--listen|-p)\b|\bport\s*=|PORT|:\d{2,5}\b|(?<![\w.])\d{4,5}(?![\w.])")
_ABOVE = 3
_SHOWN = frozenset(
    ["yaml", "yml", "json", "toml", "dockerfile", "docker", "hcl", "terraform", "nginx", "caddyfile", "ini", "conf", "properties"]
)


@cache
def port_words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The tables of ports.toml."""
    return data_in(files("opsworthy.rules.shapes.claiming").joinpath("ports.toml").read_text("utf-8"))


def is_further(port: str) -> bool:
    """Whether a product has this port beside the one that it is used by."""
    return any(port in ports for ports in port_words()["further"].values())


def told_as_port(port: str, ground: Ground) -> bool:
    """Whether a file that is no document holds the number where it can be a port: beside a word or a mark of an address."""
    known = ground.remembered.setdefault("told as port", {})
    assert isinstance(known, dict)
    if port not in known:
        known[port] = _told(port, ground)
    return bool(known[port])


def _told(port: str, ground: Ground) -> bool:
    number = re.compile(rf"(?<![\w.]){port}(?![\w]|\.\d)")
    for text in ground.texts(port):
        if not number.search(text):
            continue
        lines = text.splitlines()
        for at, line in enumerate(lines):
            if port in line and number.search(line):
                near = lines[max(0, at - _ABOVE) : at + 1]
                marked = f":{port}" in line or f"{port}:" in line
                if marked or _TELLS.search(line) or any(_PORT.search(each) for each in near):
                    return True
    return False


def shown_as_port(port: str, page: Page) -> bool:
    """Whether a block of the document that is no command declares the number, as a manifest that it shows does."""
    number = re.compile(rf"(?<![\w.]){port}(?![\w]|\.\d)")
    return any(number.search(fence.text) for fence in page.reading.fences if fence.language in _SHOWN)


def opened_by_itself(port: str, ground: Ground, page: Page) -> bool:
    """Whether a tool that the files or the document start opens this port without being told one."""
    tools = port_words()["started"].get(port)
    if not tools:
        return False
    started = re.compile("|".join(tools), re.IGNORECASE)
    unless = port_words()["told"].get(port)
    if unless and any(re.search("|".join(unless), text) for _, text in ground.files(_SETS)):
        return False
    texts = (page.reading.document.text, *(text for _, text in ground.files(_STARTS)))
    return any(_starts(text, started) for text in texts)


def _starts(text: str, started: re.Pattern[str]) -> bool:
    return any(started.search(line) and not _GIVES.search(line) for line in text.splitlines())
