"""What a platform declares: a module-level `PLATFORM` in `documents/platforms/<name>.py`, the real commands of one platform.

Every function takes a Site and uses only what the files say about it; what they do not say it leaves out or asks.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from opsworthy.documents import platforms
from opsworthy.documents.markup import Element, Fence, Item, Shell, Words
from opsworthy.documents.site import Site, Unit
from opsworthy.system.model import Places
from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that the commands need, how to see that it is there, and what that prints."""

    name: str
    check: Shell
    expected: str
    why: str


@dataclass(frozen=True, slots=True)
class Window:
    """How long something takes at most, in seconds, as the files' own timings say; `because` gives the sum in words."""

    seconds: int
    because: Words


@dataclass(frozen=True, slots=True)
class Signal:
    """Something to watch. `threshold` is when to act; `rationale` says why there; `action` what the alert asks for."""

    metric: Words
    read: Shell | None
    threshold: Words
    rationale: Words
    action: Words
    sources: Places = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that goes wrong. `key` names its block; `diagnosis` only reads; `solution` is in the order to try."""

    key: str
    title: str
    symptoms: tuple[Words, ...]
    cause: Words
    diagnosis: Fence
    solution: tuple[Item, ...]
    sources: Places = ()


@dataclass(frozen=True)
class Platform:
    """How one platform is operated."""

    name: str
    title: str
    tools: tuple[Tool, ...]
    access: Callable[[Site], Fence]
    setting: Callable[[Site], tuple[Element, ...]]
    """What has to be set once in a terminal before any command of the document works there."""
    deploy: Callable[[Site], tuple[Item, ...]]
    window: Callable[[Site], Window | None]
    verify: Callable[[Site], tuple[Item, ...]]
    verify_undone: Callable[[Site], tuple[Item, ...]]
    health: Callable[[Site], tuple[Element, ...]]
    logs: Callable[[Site], tuple[Element, ...]]
    start: Callable[[Site], tuple[Element, ...]]
    stop: Callable[[Site], tuple[Element, ...]]
    restart: Callable[[Site], tuple[Element, ...]]
    scale: Callable[[Site], tuple[Element, ...]]
    maintain: Callable[[Site], tuple[Element, ...]]
    restore: Callable[[Site], Fence | None]
    """How data comes back from a backup, where the platform itself makes one."""
    signals: Callable[[Site], tuple[Signal, ...]]
    decisions: Callable[[Site], tuple[Item, ...]]
    issues: Callable[[Site], tuple[Issue, ...]]
    last_good: Callable[[Site], tuple[Element, ...]]
    roll_back: Callable[[Site], tuple[Item, ...]]
    inside: Callable[[Site, Unit, Shell], Shell]
    """Runs a command where a service lives, with its settings."""
    reload: Callable[[Site, tuple[str, ...]], Fence]
    """Makes the named services take a changed secret."""


@cache
def all_platforms() -> dict[str, Platform]:
    """Every module of `documents/platforms/`; one without a proper PLATFORM is refused with its file."""
    return {info.name: _load(info.name) for info in sorted(iter_modules(platforms.__path__), key=lambda info: info.name)}


def platform_of(site: Site) -> Platform | None:
    """The platform that operates a site; None where no file here knows it."""
    return all_platforms().get(site.platform)


def _load(name: str) -> Platform:
    module = import_module(f"{platforms.__name__}.{name}")
    declared = getattr(module, "PLATFORM", None)
    if not isinstance(declared, Platform) or declared.name != name:
        raise TypeError(f"{module.__file__} must declare PLATFORM = Platform(name={name!r}, …)")
    return declared
