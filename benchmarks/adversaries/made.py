"""Adversaries made from documents that hold: what they say is hidden, hollowed out, or about something else."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.adversaries.adversary import Adversary, honest
from benchmarks.adversaries.hollowing import (
    all_declined,
    all_open,
    bar,
    block_under_headings,
    contents_only,
    deepest,
    elsewhere,
    empty_fences,
    empty_tables,
    filler,
    folded_away,
    headings_only,
    hidden_attribute,
    images_only,
    in_attributes,
    in_comments,
    in_confluence,
    in_definitions,
    in_footnotes,
    in_front_matter,
    keywords,
    look_alikes,
    lorem,
    not_applicable,
    not_displayed,
    one_block,
    one_cell,
    own_links,
    placeholders,
    questionnaire,
    reasons_because,
    renamed,
    same_everywhere,
    shuffled,
    struck_out,
    waived_fully,
    waived_idly,
    white_on_white,
    with_commands,
    without_numbers,
    zero_width,
)
from benchmarks.adversaries.pretending import COST_PLANS, COST_PLANS_WITH_FAULTS, RUNBOOKS, RUNBOOKS_WITH_FAULTS
from benchmarks.adversaries.shortcuts import SHORTCUTS

_HOLLOW: tuple[Callable[[str], str], ...] = (
    headings_only, in_comments, not_displayed, hidden_attribute, white_on_white, folded_away, one_block, in_footnotes,
    in_definitions, in_front_matter, in_attributes, images_only, own_links, contents_only, elsewhere, in_confluence,
    not_applicable, all_declined, all_open, questionnaire, waived_idly, waived_fully, lorem, filler, keywords,
    same_everywhere, bar, struck_out, zero_width, block_under_headings, one_cell, look_alikes,
)  # fmt: skip
_BROKEN: tuple[Callable[[str], str], ...] = (
    placeholders,
    renamed,
    empty_fences,
    empty_tables,
    deepest,
    shuffled,
    reasons_because,
)
_COMMANDS = {
    "commands-true": "true",
    "commands-echo": "echo ok",
    "commands-help": "kubectl --help",
    "commands-holes": "<command>",
    "commands-colon": ": done",
}
_COSTS: tuple[Callable[[str], str], ...] = (
    headings_only, in_comments, not_displayed, one_block, one_cell, images_only, own_links, elsewhere, not_applicable,
    all_declined, questionnaire, waived_fully, filler, keywords, bar, struck_out, without_numbers, empty_tables,
)  # fmt: skip


# What a rule asks for and these truly say: that a row weighs a saving; that issues are listed (issue-incomplete says that they
# are empty).
_KEEPS = {"cost-plan-one-cell": frozenset(["OW745"]), "runbook-tells-symptoms-again": frozenset(["OW401"])}


def made() -> Iterator[Adversary]:
    """All of them, in a fixed order."""
    home = honest("kubernetes-orders")
    runbook, plan = home.files["runbook.md"].text, home.files["cost-plan.md"].text
    for make in _HOLLOW:
        yield _adversary(make, "runbook.md", make(runbook), hollow=True)
    for make in _BROKEN:
        yield _adversary(make, "runbook.md", make(runbook), hollow=False)
    for name, words in _COMMANDS.items():
        yield Adversary(
            f"runbook-{name}", f"every command is `{words}`", home, {"runbook.md": with_commands(runbook, words)}, hollow=False
        )
    for make in _COSTS:
        yield _adversary(make, "cost-plan.md", make(plan), hollow=make not in (without_numbers, empty_tables))
    for make in (*RUNBOOKS, *RUNBOOKS_WITH_FAULTS):
        yield _adversary(make, "runbook.md", make(runbook), hollow=make in RUNBOOKS)
    for make in (*COST_PLANS, *COST_PLANS_WITH_FAULTS):
        yield _adversary(make, "cost-plan.md", make(plan), hollow=make in COST_PLANS)
    for each in SHORTCUTS:
        text = each.make({"runbook.md": runbook, "cost-plan.md": plan}[each.path])
        yield replace(_adversary(each.make, each.path, text, hollow=False), aims=each.aims)
    for mine, theirs in (
        ("kubernetes-orders", "heroku-tides"),
        ("lambda-thumbnails", "kubernetes-orders"),
        ("heroku-tides", "compose-wiki"),
    ):
        yield _stranger(mine, theirs)


def _adversary(make: Callable[[str], str], path: str, text: str, *, hollow: bool) -> Adversary:
    name = f"{Path(path).stem}-{make.__name__.replace('_', '-')}"
    told = (make.__doc__ or make.__name__.replace("_", " ")).strip()
    return Adversary(name, told, honest("kubernetes-orders"), {path: text}, hollow, _KEEPS.get(name, frozenset()))


def _stranger(mine: str, theirs: str) -> Adversary:
    """The runbook of one original, held against the system of another."""
    home, guest = honest(mine), honest(theirs)
    path = next(each for each, kind in home.documents.items() if kind == "runbook")
    other = next(each for each, kind in guest.documents.items() if kind == "runbook")
    return Adversary(
        f"stranger-{theirs}-for-{mine}", f"the runbook of {theirs}", home, {path: guest.files[other].text}, hollow=False
    )
