"""The questions that stay open: what no file says and the documents need."""

import re
from collections.abc import Callable, Iterator
from functools import cache

import msgspec

from opsworthy.system.data import load
from opsworthy.system.environment_words import is_passing
from opsworthy.system.mentions import mentioned, slug
from opsworthy.system.model import Question, System
from opsworthy.system.secret_types import OTHER, secret_type
from opsworthy.text.secrecy import is_secret_name

ONLY = "default"
"""What stands for <env> in a key where the repository names no environment."""

_HOSTED = ("kubernetes", "nomad", "kamal", "ansible")
"""Platforms of which no file says whose machines they take."""
_RELEASED = ("library", "cli")


class Asked(msgspec.Struct, frozen=True):
    """One row of questions.toml."""

    key: str
    ask: str
    who: str
    section: str
    example: str
    when: tuple[str, ...]


class Welcome(msgspec.Struct, frozen=True):
    """An answer that nobody is asked for."""

    key: str
    about: str


class _Table(msgspec.Struct, frozen=True):
    metered: tuple[str, ...]
    question: tuple[Asked, ...]
    welcome: tuple[Welcome, ...]


@cache
def table() -> _Table:
    return load("questions.toml", _Table)


def questions_of(system: System) -> tuple[Question, ...]:
    """All open questions, in the order of questions.toml; for each environment, product or type in the model's order."""
    answered = {told.key for told in system.answers if told.value != ""}
    made = (question for asked in table().question for question in _filled(asked, system))
    return tuple({question.key: question for question in made if question.key not in answered}.values())


def environment_names(system: System) -> tuple[str, ...]:
    """Environments that people are asked about: all but passing ones; ONLY where that leaves none."""
    return tuple(each.name for each in system.environments if not is_passing(each.name)) or (ONLY,)


def _filled(asked: Asked, system: System) -> Iterator[Question]:
    plain = [word for word in asked.when if word in _PLAIN]
    if not all(_PLAIN[word](system) for word in plain):
        return
    each = next((word for word in asked.when if word in _EACH), None)
    if each is None:
        yield _question(asked, {"<names>": ", ".join(_without_store(system))})
        return
    for name in _EACH[each](system):
        shown = "the only environment" if name == ONLY else name
        yield _question(asked, {"<env>": shown, "<product>": name, "<type>": name}, name)


def _question(asked: Asked, words: dict[str, str], name: str = "") -> Question:
    key, ask = asked.key, asked.ask
    for mark, word in words.items():
        key = key.replace(mark, name if mark == "<env>" else slug(word))
        ask = ask.replace(mark, word)
    return Question(key, ask, asked.who, asked.section, asked.example)


def _without_store(system: System) -> tuple[str, ...]:
    return tuple(dict.fromkeys(secret.name for secret in system.secrets if secret.store == "unknown"))


def _running(system: System) -> bool:
    return system.deployable.value and system.deployable.kind not in _RELEASED


def _answers_requests(system: System) -> bool:
    if not _running(system):
        return False
    unnamed = system.deployable.kind == "static-site" or not system.services
    return unnamed or any(each.kind in ("web", "api") for each in system.services)


def _on(platform: str) -> Callable[[System], bool]:
    return lambda system: _running(system) and any(service.platform == platform for service in system.services)


_PLAIN: dict[str, Callable[[System], bool]] = {
    "deployable": lambda system: system.deployable.value or system.deployable.kind in _RELEASED,
    "running": _running,
    "released": lambda system: system.deployable.kind in _RELEASED,
    "answers-requests": _answers_requests,
    "kubernetes": _on("kubernetes"),
    "heroku": _on("heroku"),
    "compose": _on("compose"),
    "bill-unknown": lambda system: not system.paid_resources.value and any(each.platform in _HOSTED for each in system.services),
    "paid": lambda system: system.paid_resources.value,
    "secrets": lambda system: _running(system) and bool(system.secrets),
    "secrets-without-store": lambda system: _running(system) and bool(_without_store(system)),
    "no-job-notifies": lambda system: not any("notify" in job.purposes for each in system.pipelines for job in each.jobs),
}


def _hostless(system: System) -> tuple[str, ...]:
    told = {endpoint.environment for endpoint in system.endpoints}
    return () if None in told else tuple(name for name in environment_names(system) if name not in told)


def _secret_types(system: System) -> tuple[str, ...]:
    """Names that are no secrets, such as a user's, are kept like one and never rotated."""
    kept = [secret.name for secret in system.secrets if is_secret_name(secret.name) or secret_type(secret.name) != OTHER]
    return tuple(dict.fromkeys(secret_type(name) for name in kept)) if _running(system) else ()


def _paid_products(system: System) -> tuple[str, ...]:
    """Paid products that the settings mention, and those that only their address gives away: of what a library could do
    and nobody set up, nobody knows a figure."""
    if not system.paid_resources.value:
        return ()
    names = {secret.name for secret in system.secrets} | {each.name for each in system.variables_documented}
    names |= {each.name for each in system.variables_read}
    words = {word for name in names for word in re.split(r"[^a-z0-9]+", name.lower())}
    paid = [party for party in system.third_parties if party.paid or "." in party.product]
    return tuple(each.product for each in paid if "." in each.product or mentioned(each.product, words))


_EACH: dict[str, Callable[[System], tuple[str, ...]]] = {
    "environment": environment_names,
    "environment-not-local": environment_names,
    "environment-without-host": _hostless,
    "secret-type": _secret_types,
    "paid-product": lambda system: tuple(each for each in _paid_products(system) if slug(each) in table().metered),
    "paid-product-without-meter": lambda system: tuple(
        each for each in _paid_products(system) if slug(each) not in table().metered
    ),
}
