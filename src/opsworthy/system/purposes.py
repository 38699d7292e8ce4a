"""What one step of a pipeline is for, by the action it uses and the commands it runs."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache

import msgspec

from opsworthy.commands.command import Command, Effect
from opsworthy.commands.interpret import interpret
from opsworthy.facts.project import PipelineStep
from opsworthy.system.data import load
from opsworthy.text.regex import regex

ORDER = ("build", "test", "scan", "release", "approve", "deploy", "smoke-test", "roll-back", "notify")
_WORKING = frozenset({"deploy", "release", "roll-back"})
"""What a command that only reads cannot be doing: `ansible-playbook --syntax-check` deploys nothing."""
_WEB = frozenset({"curl", "wget", "http", "https", "xh"})
_GOALS = frozenset({"mvn", "./mvnw", "gradle", "./gradlew"})
_LOOKING = ("check", "dry_run", "dry-run", "dryrun", "syntax_check")
_SPEAKING = frozenset({"orb", "step", "plugin", "pipe"})
"""Parts that somebody wrote for their own use: their names say what they do, as those of scripts do."""
_WORKFLOW = regex(r"/\.github/workflows/([\w.-]{1,100})\.ya?ml$")
_INSTALLS = regex(r"\b(?:curl|wget)\b[^\n|]{0,300}\|\s{0,3}(?:sudo\s+(?:-E\s+)?)?(?:ba|z|da)?sh\b")
"""What is fetched there is run, not looked at."""
_OTHERS = ("api.github.com", "githubusercontent.com", "github.com/", "get.", "raw.", "install", "download", "slack.com", "dl.")


class _Word(msgspec.Struct, frozen=True):
    tool: str
    piece: str
    purpose: str


class _Phrases(msgspec.Struct, frozen=True):
    phrases: tuple[str, ...]


class _Runners(msgspec.Struct, frozen=True):
    phrases: tuple[str, ...]
    options: tuple[str, ...]


class _Tools(msgspec.Struct, frozen=True):
    tools: tuple[str, ...]


class _Clusters(msgspec.Struct, frozen=True):
    actions: tuple[str, ...]
    commands: tuple[str, ...]


class _Part(msgspec.Struct, frozen=True):
    kind: str
    names: tuple[str, ...]
    purposes: tuple[str, ...]
    input: str = ""
    values: tuple[str, ...] = ()


class _Program(msgspec.Struct, frozen=True):
    kind: str
    names: tuple[str, ...]
    program: str
    inputs: tuple[str, ...]


class _Table(msgspec.Struct, frozen=True):
    actions: dict[str, tuple[str, ...]]
    commands: dict[str, tuple[str, ...]]
    runners: _Runners
    words: tuple[_Word, ...]
    fetching: _Phrases
    containers: _Tools
    rendering: _Tools
    clusters: _Clusters
    meanings: dict[str, str]
    parts: tuple[_Part, ...]
    programs: tuple[_Program, ...]


@cache
def _table() -> _Table:
    return load("purposes.toml", _Table)


def purposes_of(step: PipelineStep) -> frozenset[str]:
    """What a step does. `smoke-test` means only that it asks for health, `up` that it starts containers and `pages` that it
    puts web pages on the forge's host; what that is worth depends on the job (`in_job`). An action with a text runs it on
    another machine, where starting containers deploys."""
    found: set[str] = {"approve"} if step.manual else set()
    if step.uses and step.kind != "action":
        found.update(_of_part(step))
    elif step.uses:
        found.update(_of_action(step.uses))
        found.update(_of_workflow(step))
        found.update({"release"} if step.pushes and "build" in found else ())
    if step.run:
        does = {purpose for command in interpret(step.run, step.location) for purpose in _of_command(command)}
        found.update({"deploy" if each == "up" else each for each in does} if step.uses else does)
    return frozenset(found)


def in_job(purposes: frozenset[str], deploys: bool, is_site: bool) -> frozenset[str]:
    """The same within a job: starting containers deploys where the job says that it deploys; pages deploy a site."""
    named = purposes - {"up", "pages"}
    return named | {"deploy"} if ("up" in purposes and deploys) or ("pages" in purposes and is_site) else named


def starts_a_cluster(step: PipelineStep) -> bool:
    """Whether a step starts a cluster that ends with its job."""
    used = (step.uses or "").partition("@")[0].lower()
    known = _table().clusters
    if used in known.actions:
        return True
    commands = interpret(step.run, step.location) if step.run else ()
    return any(
        command.words[: len(each)] == each for command in commands for each in (tuple(one.split()) for one in known.commands)
    )


def asks_an_address(step: PipelineStep) -> bool:
    """Whether a step fetches an address over the web without sending or installing anything."""
    if not step.run or _INSTALLS.search(step.run):
        return False
    return any(_fetches(command) for command in interpret(step.run, step.location))


def _fetches(command: Command) -> bool:
    words = command.words[1:]
    if command.tool not in _WEB or command.effect is not Effect.READS:
        return False
    if set(words) & {"-o", "-O", "-LO", "--output", "--remote-name"} and "/dev/null" not in words:
        return False
    addresses = [word for word in words if "://" in word or word.startswith("$")]
    return any(not any(piece in address.lower() for piece in _OTHERS) for address in addresses)


def _of_action(uses: str) -> Iterator[str]:
    name = uses.partition("@")[0].lower()
    for purpose, beginnings in _table().actions.items():
        if any(name == each or name.startswith(each if each.endswith("/") else f"{each}/") for each in beginnings):
            yield purpose


def _of_part(step: PipelineStep) -> Iterator[str]:
    """What a ready-made part of another provider does, by its name and what it is told."""
    name = _plain_name(step.uses or "", step.kind)
    told = {key.lower(): value.strip().lower() for key, value in step.inputs}
    known = [part for part in _table().parts if part.kind == step.kind and _is_one_of(name, part.names)]
    only_looks = any(told.get(each) == "true" for each in _LOOKING)
    for part in known:
        if _is_told(part, told):
            yield from set(part.purposes) - (_WORKING if only_looks else set())
    if not known and step.kind in _SPEAKING:
        last = told.get("job", "") if name == "build" else _apart(step.uses or "")
        for command in interpret(f"./{last.rpartition('/')[2]}.sh", step.location) if last else ():
            yield from _of_command(command)
    for program in _table().programs:
        if program.kind == step.kind and _is_one_of(name, program.names):
            given = next((told[key] for key in program.inputs if told.get(key) and told[key] != "custom"), "")
            for command in interpret(f"{program.program} {given}".strip(), step.location) if given else ():
                yield from _of_command(command)


def _apart(name: str) -> str:
    """The words of a name with dashes between them: `deployToCluster` of a library of Jenkins, `orb/deploy-staging`."""
    last = name.partition("@")[0].rpartition("/")[2].rpartition(".")[2]
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", last)[:100].lower()


def _is_told(part: _Part, told: dict[str, str]) -> bool:
    """Whether the input that matters is given, with one of the values that matter; the value "" means that none is given."""
    if not part.input:
        return True
    return told.get(part.input, "") in part.values if part.values else part.input in told


def _is_one_of(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _plain_name(uses: str, kind: str) -> str:
    """The name of a part without its version: `Docker@2`, `plugins/docker:20`, `atlassian/ssh-run:0.4`, `docker#v5`."""
    name = uses.lower().partition("@")[0].partition("#")[0]
    folder, slash, last = name.rpartition("/")
    return f"{folder}{slash}{last.partition(':')[0]}" if kind in ("image", "pipe") else name


def _of_workflow(step: PipelineStep) -> Iterator[str]:
    """What a workflow of another repository does, which cannot be read: as much as a script of its file's name would say."""
    called = _WORKFLOW.search((step.uses or "").partition("@")[0])
    for command in interpret(f"./{called.group(1)}.sh", step.location) if called else ():
        yield from _of_command(command)


def _of_command(command: Command) -> Iterator[str]:
    empty = command.tool in _table().rendering.tools or _fetches_parts(command.words)
    known = command.purposes - ({"build", "test"} if empty else set())
    if "test" in known:  # A script that is called release-smoke-test tests a release.
        known -= {"release"}
    if command.tool == "git" and "push" not in command.words:
        known = frozenset()
    if command.effect is not Effect.READS or not known & {"deploy", "roll-back"}:
        starts = command.tool in _table().containers.tools
        meanings = (_table().meanings.get(purpose) for purpose in known)
        yield from ("up" if starts and meant == "deploy" else meant for meant in meanings if meant)
    yield from _named(command.words) if command.effect is not Effect.READS else set(_named(command.words)) - _WORKING
    for word in _table().words:
        if command.tool == word.tool and any(word.piece in each.lower() for each in command.words):
            yield word.purpose
    for inner in command.inner:
        yield from _of_command(inner)


def _named(words: tuple[str, ...]) -> Iterator[str]:
    plain = _without_runner(words)
    spelled: tuple[tuple[str, ...], ...] = (plain, (_program(plain[0]), *plain[1:])) if plain else (plain,)
    if plain and plain[0] in _GOALS:  # `mvn clean test` tests, whatever goals stand before.
        spelled += tuple((plain[0], word) for word in plain[2:] if not word.startswith("-"))
    for purpose, phrases in _commands().items():
        if any(one[: len(each)] == each for one in spelled for each in phrases.get(one[0] if one else "", ())):
            yield purpose


@cache
def _commands() -> dict[str, dict[str, list[tuple[str, ...]]]]:
    """The phrases of each purpose, by their first word."""
    found: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for purpose, phrases in _table().commands.items():
        by_word = found.setdefault(purpose, {})
        for each in _split(phrases):
            by_word.setdefault(each[0], []).append(each)
    return found


@cache
def _split(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Phrases as words, the longest first."""
    return tuple(sorted((tuple(phrase.split()) for phrase in phrases), key=len, reverse=True))


def _program(word: str) -> str:
    """A program's name without its folder and the version that is asked of it: `${HOME}/bin/snyk`, `…/gotestsum@latest`."""
    return word.rpartition("/")[2].partition("@")[0]


def _fetches_parts(words: tuple[str, ...]) -> bool:
    plain = tuple(word for word in _without_runner(words) if not word.startswith("-"))
    phrases = _split(_table().fetching.phrases)
    return any(plain == each if len(each) == 1 else plain[: len(each)] == each for each in phrases)


def _without_runner(words: tuple[str, ...]) -> tuple[str, ...]:
    runners = _split(_table().runners.phrases)
    for _ in range(3):
        found = next((each for each in runners if words[: len(each)] == each and len(words) > len(each)), None)
        if found is None:
            return words
        words = _without_options(words[len(found) :])
    return words


def _without_options(words: tuple[str, ...]) -> tuple[str, ...]:
    """A command without the options of its runner before it; options alone stay."""
    at = 0
    while at < len(words) and words[at].startswith("-"):
        at += 2 if words[at] in _table().runners.options else 1
    return words[at:] or words
