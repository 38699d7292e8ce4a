"""Reads a file that extends the bar. Nothing in it is executed; what cannot be understood is refused with its line."""

from collections.abc import Iterable

from opsworthy.findings.outcome import Severity
from opsworthy.records.improvement import Improvement
from opsworthy.rules.bar import Clause, service
from opsworthy.rules.extending.extension import Change, Extension
from opsworthy.rules.extending.own import PROFILES, own_rule
from opsworthy.rules.rule import Rule
from opsworthy.text import toml
from opsworthy.text.source import Problem, Source
from opsworthy.text.strict import Refused, Strict

_RECORD = ("issue", "before", "after", "instructions", "validated", "evidence")
_CLAUSE = ("id", "group", "text", "profiles", "tier", "served", *_RECORD)
_CHANGE = ("rule", "severity", "tier", "profiles", "off", "reason", *_RECORD)


def read_extension(source: Source, rules: Iterable[Rule], bar: Iterable[Clause]) -> Extension:
    """What a file says, held against the rules and clauses that are there already. Raises Refused."""
    table = toml.parse(source)
    if isinstance(table, Problem):
        raise Refused(table.location, f"{table.message}; {table.advice}.")
    top = Strict(table, "")
    top.only("clauses", "changes", "rules")
    ours, known = tuple(rules), {each.id: each for each in bar}
    clauses: dict[str, Clause] = {}
    for each in top.tables("clauses"):
        clause = _clause(each)
        if clause.id in known or clause.id in clauses:
            raise Refused(each.place("id"), f"there is a clause {clause.id} already; give yours an id of its own.")
        clauses[clause.id] = clause
    own: list[Rule] = []
    for each in top.tables("rules"):
        rule = own_rule(each, lambda word: word in known or word in clauses)
        twin = next((other for other in (*ours, *own) if rule.id == other.id or rule.name == other.name), None)
        if twin:
            raise Refused(
                each.place("id"), f"there is a rule {twin.id} {twin.name} already; give yours an id and a name of its own."
            )
        own.append(rule)
    changed = [(_change(each, ours), each) for each in top.tables("changes")]
    served = {clause for rule in (*ours, *own) for clause in rule.clauses} | {each.id for each in clauses.values() if each.served}
    added = zip(top.tables("clauses"), clauses, strict=True)
    improved = [_improvement(each, clause, (clause,), served, adds=True) for each, clause in added]
    for change, each in changed:
        touched = next((rule.clauses for rule in ours if change.rule == rule.id), ())
        improved.append(_improvement(each, change.rule, touched, served, adds=False))
    return Extension(
        source.path, source.digest(), tuple(clauses.values()), tuple(change for change, _ in changed), tuple(own), tuple(improved)
    )


def _clause(table: Strict) -> Clause:
    table.only(*_CLAUSE)
    told = []
    for words, where in table.placed_words("served"):
        try:
            told.append(service(words))
        except ValueError as error:
            raise Refused(where, f"{error}.") from error
    tier = table.number("tier", 0, 3)
    return Clause(
        id=table.needed("id", "letters, a dash and a number, such as ACME-01"),
        group=table.string("group") or "Our own clauses",
        text=table.needed("text", "what the clause asks, in a sentence"),
        profiles=_profiles(table),
        tier=3 if tier is None else tier,
        served=tuple(told),
        origin=str(table.location),
    )


def _change(table: Strict, rules: tuple[Rule, ...]) -> Change:
    table.only(*_CHANGE)
    word = table.needed("rule", "the name or the id of the rule that is changed")
    rule = next((each for each in rules if word.lower() in (each.id.lower(), each.name)), None)
    if rule is None:
        raise Refused(table.place("rule"), f"there is no rule {word!r} to change. `opsworthy rules` lists them.")
    reason = table.string("reason").strip()
    off = table.flag("off") is True
    if off and not reason:
        raise Refused(table.place("off"), f"{rule.name} is switched off without a `reason`.")
    severity = table.choice("severity", [each.value for each in Severity])
    return Change(
        rule.id, Severity(severity) if severity else None, table.number("tier", 0, 3), _profiles(table), reason if off else ""
    )


def _profiles(table: Strict) -> tuple[str, ...]:
    for profile, where in table.placed_words("profiles"):
        if profile not in PROFILES:
            raise Refused(where, f"there is no profile {profile!r}; choose among {', '.join(PROFILES)}.")
    return table.words("profiles")


def _improvement(table: Strict, what: str, clauses: tuple[str, ...], served: set[str], *, adds: bool) -> Improvement:
    issue, before, after, instructions, evidence = (
        table.string(key).strip() for key in ("issue", "before", "after", "instructions", "evidence")
    )
    return Improvement(
        what, table.place("id" if adds else "rule"), clauses, adds, issue=issue, before=before, after=after,
        instructions=instructions, validated=table.day("validated").strip(), evidence=evidence,
        served=all(each in served for each in clauses),
    )  # fmt: skip
