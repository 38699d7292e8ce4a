"""Judges the documents of a check, each by itself, so that what was judged before and has not changed is not judged again."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from opsworthy.app.checking.kept import KeptOutcomes, Reads, Remembered, digest_of, packed_judgement, unpacked_judgement
from opsworthy.app.checking.options import Options
from opsworthy.app.checking.parsed import Parsed
from opsworthy.app.checking.units import Page, Scope, main_of, profile_for
from opsworthy.app.errors import UserError
from opsworthy.app.estimate import estimate_system
from opsworthy.app.places import documents_folder
from opsworthy.app.reading import forgiving_text
from opsworthy.documents.document import Document
from opsworthy.documents.parse import parse
from opsworthy.findings.outcome import Outcome, State
from opsworthy.pricing.estimate import Estimate
from opsworthy.records.asked import Asked as Recorded
from opsworthy.records.history import History
from opsworthy.records.review import Review
from opsworthy.records.since import Since
from opsworthy.repository.forking import free, shared
from opsworthy.repository.git import head_commit
from opsworthy.repository.history import history_of
from opsworthy.rules.judge import judge, undecided
from opsworthy.rules.rule import Rule, Subject
from opsworthy.system.model import System
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.source import Source

_NOWHERE = Location(".", 1)
_FEW = 20
"""Documents that one process judges before a copy of it could have begun."""


@dataclass(frozen=True)
class Ground:
    """What every document of a check is held against. `standing` are texts that stand for files; `trying` tries
    addresses of the web, where somebody asked for it; `since` is how things were before the change under review."""

    root: Path
    system: System
    options: Options
    today: date
    kept: KeptOutcomes
    reviews: tuple[Review, ...] = ()
    asked: tuple[Recorded, ...] = ()
    standing: Mapping[str, str] = field(default_factory=dict)
    trying: Callable[[Iterable[str]], Mapping[str, str]] | None = None
    since: Since | None = None
    _texts: dict[str, str] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)
    _rules: dict[tuple[str, str, bool], tuple[Rule, ...]] = field(default_factory=dict)

    @cached_property
    def history(self) -> History | None:
        """Nothing is read of it until a rule asks."""
        return history_of(self.root, self.text_of)

    def text_of(self, path: str) -> str | None:
        """The text of a file that the system knows, as far as it can be read."""
        if path in self.standing:
            return self.standing[path]
        if path in self._texts:
            return self._texts[path]
        if path not in self.system.paths:
            return None
        try:
            return forgiving_text(self.root, path)
        except UserError:
            return None

    def digest_of(self, path: str) -> str:
        """Of a file as it reads now; worked out once."""
        if path not in self._digests:
            self._digests[path] = digest_of(self.text_of(path))
        return self._digests[path]

    def tried(self, *documents: Document) -> Mapping[str, str] | None:
        """What came of the addresses of some documents; None where nobody asked."""
        links = (link for document in documents for section in document.sections() for link in section.links)
        return self.trying([link.target for link in links]) if self.trying else None

    @cached_property
    def main(self) -> frozenset[str]:
        """The paths of the repository's own runbook and cost plan."""
        return frozenset(main_of(self.system).values())

    def rules_for(self, profile: str, kind: str, *, own: bool) -> tuple[Rule, ...]:
        """The rules that one document is held to."""
        key = (profile, kind, own)
        if key not in self._rules:
            self._rules[key] = tuple(
                rule for rule in self.options.rules if profile in rule.profiles and _is_for(rule, kind, own=own)
            )
        return self._rules[key]

    @cached_property
    def estimate(self) -> Estimate | None:
        return estimate_system(self.system)

    @cached_property
    def digest(self) -> bytes:
        """Of all that a judgement depends on besides the documents themselves."""
        told = [self.kept.of_system(self.system), repr((self.reviews, self.asked)).encode("utf-8", "replace")]
        told.append((head_commit(self.root) or "").encode() if self.history else b"")
        since = self.since
        every = (since.changes, since.hunks, since.new, since.exchanged, sorted(since.standing)) if since else ()
        told.append(repr(every).encode("utf-8", "replace") if every else b"")
        extended = tuple(each.digest for each in self.options.extensions)
        options = (self.options.profile, self.options.tier, self.options.strict, self.today.isoformat(), extended)
        rules = [f"{rule.id} {rule.severity} {rule.tier} {rule.profiles} {rule.origin}" for rule in self.options.rules]
        return sha256(b"\0".join((*told, repr((options, rules)).encode()))).digest()

    def text(self, path: str) -> str:
        """The text of a document, read once."""
        if path not in self._texts:
            text = self.standing.get(path)
            text = forgiving_text(self.root, path) if text is None else text
            if text is None:
                raise UserError(f"{path} is gone; run again.")
            self._texts[path] = text
        return self._texts[path]

    def parsed(self, path: str, kind: str) -> Document:
        return parse(Source(path, self.text(path)), kind)


@dataclass(frozen=True)
class Judged:
    """The outcomes of all documents with what they are of; `skipped` are documents that are none of ours."""

    outcomes: tuple[Outcome, ...]
    documents: tuple[str, ...]
    skipped: tuple[str, ...]


def judged(ground: Ground, scope: Scope) -> Judged:
    """The repository's own documents first, then the pages by path."""
    outcomes: list[Outcome] = []
    documents: list[str] = []
    skipped: list[str] = []
    if scope.main is not None:
        outcomes.extend(_main(ground, scope.main, scope.pages))
        documents.extend(sorted(scope.main.values()))
    for page, found in zip(scope.pages, _pages(ground, scope.pages), strict=True):
        if found.profile:
            outcomes.extend(found.outcomes)
            documents.append(page.path)
        else:
            skipped.append(page.path)
    ground.kept.write()
    return Judged(tuple(outcomes), tuple(documents), tuple(skipped))


def _main(ground: Ground, paths: Mapping[str, str], pages: tuple[Page, ...]) -> tuple[Outcome, ...]:
    texts = {path: ground.text(path) for path in (*paths.values(), *(page.path for page in pages))}
    key = _key(ground, "", texts)
    return _remembering(ground, key, lambda: _judge_main(ground, paths, pages)).outcomes


def _remembering(ground: Ground, key: bytes, judge_it: Callable[[], Remembered]) -> Remembered:
    """What is kept under a key, where every other file that it was judged by still reads the same; else it is judged."""
    known = _known(ground, key)
    if known is None:
        known = judge_it()
        ground.kept.add(key, known)
    return known


def _known(ground: Ground, key: bytes) -> Remembered | None:
    known = ground.kept.read(key)
    fits = known is not None and all(ground.digest_of(path) == digest for path, digest in known.reads.items())
    return known if fits else None


def _judge_main(ground: Ground, paths: Mapping[str, str], pages: tuple[Page, ...]) -> Remembered:
    documents = {kind: ground.parsed(path, kind) for kind, path in paths.items()}
    folder = documents_folder(ground.system)
    reads = Reads(ground.text_of, ground.digest_of)
    subject = Subject(
        system=ground.system,
        runbook=documents.get("runbook"),
        cost_plan=documents.get("cost-plan"),
        estimate=ground.estimate,
        anchor=Location(f"{folder}/runbook.md" if folder else "runbook.md", 1),
        tier=ground.options.tier,
        strict=ground.options.strict,
        others=Parsed(pages, lambda page: ground.parsed(page.path, page.kind)),
        history=ground.history,
        text_of=reads,
        addresses=ground.tried(*documents.values()),
        reviews=ground.reviews,
        profile_named=ground.options.profile is not None,
        since=ground.since,
        asked=ground.asked,
        improvements=tuple(each for extension in ground.options.extensions for each in extension.improvements),
    )
    outcomes = judge(subject, ground.today, rules=ground.options.rules, profile=ground.options.profile or "")
    return Remembered("repository", outcomes, reads.digests)


def _pages(ground: Ground, pages: tuple[Page, ...]) -> list[Remembered]:
    """What is kept, and the rest judged anew: by copies of this process where that saves time."""
    keys = [_key(ground, f"{page.kind} {page.named}", {page.path: ground.text(page.path)}) for page in pages]
    found = [_known(ground, key) for key in keys]
    fresh = [at for at, known in enumerate(found) if known is None]
    copies = 1 if ground.trying else min(free(), len(fresh) // _FEW)
    told = _apart(ground, pages, fresh, copies) if copies > 1 else {}
    for at in fresh:
        judged_page = _told(ground, pages[at], told[at]) if at in told else _judge_page(ground, pages[at])
        ground.kept.add(keys[at], judged_page, told.get(at))
        found[at] = judged_page
    return [each for each in found if each is not None]


def _apart(ground: Ground, pages: tuple[Page, ...], fresh: list[int], copies: int) -> dict[int, bytes | None]:
    """What copies of this process make of some pages, packed; the longest first, so that they end together. One of middling
    length is judged before there are copies: what is read and compiled for it is so for all of them."""
    if ground.history:
        ground.history.last("")  # Read once, for all copies.
    longest = sorted(fresh, key=lambda at: -len(ground.text(pages[at].path)))
    middling = longest.pop(len(longest) // 2)
    before = packed_judgement(_judge_page(ground, pages[middling]))
    return {middling: before, **shared(lambda at: packed_judgement(_judge_page(ground, pages[at])), longest, copies)}


def _told(ground: Ground, page: Page, told: bytes | None) -> Remembered:
    """What a copy of this process told; where it ended over the page, that is all that can be said of this page."""
    if told is not None:
        return unpacked_judgement(told)
    return Remembered(ground.options.profile or "service", (undecided(ground.options.rules[0], Location(page.path, 1)),))


def _judge_page(ground: Ground, page: Page) -> Remembered:
    kind = "cost-plan" if ground.options.profile == "cost-plan" else page.kind
    document = ground.parsed(page.path, kind)
    profile = profile_for(page, document, ground.options.profile)
    if not profile:
        return Remembered("", ())
    reads = Reads(ground.text_of, ground.digest_of)
    subject = Subject(
        system=ground.system,
        runbook=document if kind == "runbook" else None,
        cost_plan=document if kind == "cost-plan" else None,
        estimate=ground.estimate,
        anchor=_NOWHERE,
        tier=ground.options.tier,
        strict=ground.options.strict,
        history=ground.history,
        text_of=reads,
        addresses=ground.tried(document),
        reviews=ground.reviews,
        profile_named=ground.options.profile is not None,
        since=ground.since,
    )
    rules = ground.rules_for(profile, kind, own=page.path in ground.main)
    outcomes = _of_page(judge(subject, ground.today, rules=rules, profile=profile), page.path)
    return Remembered(profile, tuple(outcomes), reads.digests)


def _is_for(rule: Rule, kind: str, *, own: bool) -> bool:
    """Whether a rule is for one document: what the repository owes as a whole is asked of its own runbook and cost plan alone."""
    if rule.needs == "nothing":
        return own or bool({"page", "alert"} & set(rule.profiles))
    return rule.needs in (kind, "waivers")


def _of_page(outcomes: tuple[Outcome, ...], path: str) -> Iterator[Outcome]:
    """What is about the page: what is said of the repository is said where the repository is judged."""
    for outcome in outcomes:
        if outcome.location.path == path:
            yield outcome
        elif outcome.state is State.ERROR:
            yield replace(outcome, location=Location(path, 1))


def _key(ground: Ground, what: str, texts: Mapping[str, str]) -> bytes:
    told = sha256(ground.digest + what.encode())
    for path, text in texts.items():
        told.update(f"\0{path}\0{len(text)}\0{text}".encode("utf-8", "surrogatepass"))
    return told.digest()
