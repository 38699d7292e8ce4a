"""The changes that can be made of a repository: one value on one side, such that a document becomes untrue."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import relpath
from random import Random

from benchmarks.drift.declared import Declared
from benchmarks.drift.ground import TOKEN, Ground, Held
from benchmarks.drift.mentioned import Line, Mention, lines_of, mentions, options
from benchmarks.drift.renaming import values

_PLAIN = re.compile(r"[a-z]{1,11}\Z")
_OF_CODE = re.compile(r"[A-Z][A-Z0-9]*_[A-Z0-9_]+\Z")
"""A name that code reads as `process.env.NAME`, workflows as `secrets.NAME` and settings as `settings.NAME`."""
_OF_ALL = re.compile(
    r"(?:default|kube-\w+|HOME|PATH|USER|PWD|GITHUB_TOKEN|AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|(?:DEFAULT_)?REGION|PROFILE))\Z|arn:"
)
"""What a cluster or a tool has by itself."""
_SMALLEST = {"port": 80, "replicas": 2}
_NAMED_ALIKE = frozenset(
    ["namespace", "workload", "service", "secret", "variable", "host", "alert", "flag", "image", "cron", "job", "workflow"]
)


@dataclass(frozen=True)
class Seed:
    """One change. `side` is files or document; `mentions` are where the document says the old value, of which a change of the
    document touches the first alone."""

    repository: str
    document: Held
    kind: str
    side: str
    style: str
    old: str
    new: str
    mentions: tuple[Mention, ...]

    @property
    def name(self) -> str:
        where = f"{self.document.path}:{self.mentions[0].line}"
        return f"{self.repository} {where} {self.kind} {self.old!r} -> {self.new!r} ({self.side}, {self.style})"


def seeds(ground: Ground, random: Random) -> Iterator[Seed]:
    """Every change that can be made, one of each style for a value in the files and for each of a few mentions of it."""
    known: dict[tuple[str, str], list[Declared]] = defaultdict(list)
    for each in ground.declared:
        known[each.kind, each.value].append(each)
    for held in ground.documents:
        lines = lines_of(held.text)
        for (kind, value), places in known.items():
            if not _telling(kind, value) or (value not in held.text and kind != "bound"):
                continue
            found = tuple(mentions(lines, kind, value))
            if kind == "flag":
                found = tuple(each for each in found if _names_file(lines, each, places))
            if found and not _elsewhere(ground, kind, value):
                yield from _of_value(ground, held, kind, value, found, random)
        for value, mention in options(lines):
            yield from _of_document(ground, held, "option", value, mention, random)


def _names_file(lines: tuple[Line, ...], mention: Mention, declared: list[Declared]) -> bool:
    """Whether the command that a flag stands in names a file that knows it."""
    texts = {each.number: each.text for each in lines}
    at = mention.line
    command = texts[at]
    while texts.get(at - 1, "").rstrip().endswith("\\"):
        at -= 1
        command = texts[at] + command
    return any(each.path.rpartition("/")[2] in command for each in declared)


def _elsewhere(ground: Ground, kind: str, value: str) -> bool:
    """Whether another file's path ends alike, and the document may speak of that."""
    return kind == "path" and any(path.endswith(f"/{value}") for path in ground.tree.every_path())


def _telling(kind: str, value: str) -> bool:
    if _OF_ALL.match(value):
        return False
    if kind in ("port", "replicas"):
        return value.isdigit() and int(value) >= _SMALLEST[kind]
    if kind == "bound":
        least, _, most = value.partition("-")
        return int(least) < int(most)
    if kind == "path":
        return "/" in value or "." in value[1:]
    if kind == "health":
        return value.startswith("/") and len(value) > 2
    if kind == "host":
        return "." in value and not value.startswith("*") and not re.search(r"example\.(?:com|org|net)\Z|\.local\Z", value)
    if kind == "image":
        return "/" in value or ":" in value
    return len(value) > 1


def _of_value(ground: Ground, held: Held, kind: str, value: str, found: tuple[Mention, ...], random: Random) -> Iterator[Seed]:
    for style, new in _values(ground, held, kind, value, random):
        yield Seed(ground.name, held, kind, "files", style, value, new, found)
    yield from _of_document(ground, held, kind, value, random.choice(found), random)


def _of_document(ground: Ground, held: Held, kind: str, value: str, mention: Mention, random: Random) -> Iterator[Seed]:
    for style, new in _values(ground, held, kind, value, random):
        yield Seed(ground.name, held, kind, "document", style, value, new, (mention,))


def _values(ground: Ground, held: Held, kind: str, value: str, random: Random) -> Iterator[tuple[str, str]]:
    def taken(word: str) -> bool:
        if kind in ("replicas", "bound"):
            return word.rpartition("-")[2] in held.text
        if kind in ("cron", "image"):
            return word in ground.words
        return ground.tokens.issuperset(TOKEN.findall(word))

    return values(kind, value, random, taken)


def text_after(seed: Seed) -> str:
    """The document after a change on its side."""
    mention = seed.mentions[0]
    lines = seed.document.text.split("\n")
    new = seed.new.partition("-")[2] if seed.kind == "bound" else seed.new
    line = lines[mention.line - 1]
    lines[mention.line - 1] = line[: mention.start] + new + line[mention.end :]
    return "\n".join(lines)


def files_after(seed: Seed, files: Mapping[str, str], declared: Iterable[Declared]) -> tuple[dict[str, str], dict[str, str]]:
    """The texts that differ and the files that moved after a change on the side of the files: the value is renamed at every place
    that declares it, and wherever else the files name it as the same kind of thing."""
    places = [each for each in declared if each.kind == seed.kind and each.value == seed.old]
    if seed.kind == "path" or (seed.kind == "workflow" and seed.old.endswith((".yml", ".yaml"))):
        ending = [each.path for each in places if each.path.endswith(seed.old)]
        moved = {path: path[: len(path) - len(seed.old)] + seed.new for path in ending}
        return _following(moved, files), moved
    texts: dict[str, str] = {}
    by_path: dict[str, set[int]] = defaultdict(set)
    for each in places:
        by_path[each.path].add(each.line)
    everywhere = _everywhere(seed)
    for path, text in files.items():
        if seed.kind != "bound" and seed.old not in text:
            continue
        changed = text
        if path in by_path:
            changed = _on_lines(changed, by_path[path], seed)
        if everywhere is not None and (seed.kind != "service" or path in by_path):
            changed = everywhere.sub(lambda found: found[0].replace(seed.old, seed.new), changed)
        if changed != text:
            texts[path] = changed
    return texts, {}


def _following(moved: Mapping[str, str], files: Mapping[str, str]) -> dict[str, str]:
    """The files that name a moved one, by its path from the root or from where they stand, as they read after the move."""
    texts: dict[str, str] = {}
    for old, new in moved.items():
        name = old.rpartition("/")[2]
        for path, text in files.items():
            if name in text and path not in moved:
                folder = path.rpartition("/")[0] or "."
                told = {old: new, relpath(old, folder): relpath(new, folder)}
                every = "|".join(re.escape(each) for each in sorted(told, key=len, reverse=True))
                changed = re.sub(rf"(?:(?<![\w./-])|(?<=\./))(?:{every})(?![\w-])", lambda found: told[found[0]], text)  # noqa: B023
                if changed != text:
                    texts[path] = changed
    return texts


def _on_lines(text: str, numbers: set[int], seed: Seed) -> str:
    old, new = (each.partition("-")[2] if seed.kind == "bound" else each for each in (seed.old, seed.new))
    pattern = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    lines = text.split("\n")
    for number in numbers:
        lines[number - 1] = pattern.sub(lambda _: new, lines[number - 1])
    return "\n".join(lines)


def _everywhere(seed: Seed) -> re.Pattern[str] | None:
    """What to rename beyond the places that were read: a telling name wherever it stands as a word; a plain word or a number only
    where its surroundings say what it is."""
    old = re.escape(seed.old)
    if seed.kind in ("variable", "secret") and _OF_CODE.match(seed.old):
        return re.compile(rf"(?<![\w-]){old}(?![\w-])")
    if seed.kind in _NAMED_ALIKE and not _PLAIN.match(seed.old):
        return re.compile(rf"(?<![\w.-]){old}(?![\w-])|(?<=[\w-]\.){old}(?=\.svc)")
    of = r"(?i:namespace)\w*\W{1,30}(?:(?:value|default|str)\W{1,4})?"
    around = {
        "namespace": rf"(?:(?:-n|--namespace)[ =]+|{of}){old}(?![\w-])|\.{old}(?=\.svc)",
        "workload": rf"(?:deploy(?:ment)?|statefulset|sts|daemonset|ds|cronjob)s?[ /]{old}(?![\w-])",
        "port": rf"(?:(?i:port)\w*\W{{1,5}}|:|EXPOSE\s+|listen\W{{1,3}}){old}(?![\d.])",
        "secret": rf"secret\w*[ /=]{old}(?![\w-])",
        "health": rf"(?:(?<![\w/-])|(?<=:\d\d)|(?<=:\d{{4}})|(?<=:\d{{5}})|(?<=localhost)){old}(?![\w/-])",
        "script": rf"\b(?:npm run|yarn(?: run)?|pnpm(?: run)?|bun run) {old}(?![\w:-])",
        "target": rf"\bmake (?:-\S+ )*{old}(?![\w-])|\.PHONY:.*\b{old}(?![\w-])",
        "service": rf"(?m:^\s+(?:- )?{old}(?=:?\s*$))|container_name: {old}\b|\bcompose .*\b{old}(?![\w-])",
    }.get(seed.kind)
    return re.compile(around) if around else None
