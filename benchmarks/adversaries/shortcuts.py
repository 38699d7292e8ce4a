"""Shortcuts: one part of a document that holds is replaced by what is quicker to write. Each aims at rules that must see it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.mutations.edits import lines

_FENCED = re.compile(r"^(?P<indent> *)# Expected:.*$")
_LEVEL = re.compile(r"^#+")


@dataclass(frozen=True, slots=True)
class Shortcut:
    """`make` changes the text of the document at `path`; none of the rules that it `aims` at may hold on what comes out."""

    make: Callable[[str], str]
    aims: frozenset[str]
    path: str = "runbook.md"


def part(text: str, title: str, body: str) -> str:
    """The text with what stands under one heading, and under those below it, replaced."""
    heading = re.search(rf"^(#+) {re.escape(title)}$\n", text, re.MULTILINE)
    if heading is None:
        raise LookupError(f"there is no heading {title!r} to change")
    following = re.compile(rf"^#{{1,{len(heading[1])}}} ", re.MULTILINE).search(_without_code(text), heading.end())
    return f"{text[: heading.end()]}\n{body.strip()}\n\n{text[following.start() if following else len(text) :]}"


def _without_code(text: str) -> str:
    return "".join(" " * (len(line.text) - 1) + "\n" if line.fenced else line.text for line in lines(text))


def repeats_commands(text: str) -> str:
    """What a command should show is the command itself."""
    made, before = [], ""
    for line in lines(text):
        found = _FENCED.match(line.text.rstrip("\n"))
        made.append(f"{found['indent']}# Expected: {before}\n" if found and before else line.text)
        before = line.text.strip() if line.fenced and not found else before
    return "".join(made)


def expects_anything(text: str) -> str:
    """What a command should show is that it shows something."""
    return re.sub(r"# Expected:.*", "# Expected: the output of the command", text)


def asks_a_search_engine(text: str) -> str:
    """Every check asks an address of somebody else."""
    return re.sub(r"https://orders(?:\.staging)?\.example\.com/healthz", "https://www.google.com", text)


def asks_the_cluster(text: str) -> str:
    """Every check looks at the machines of the cluster, and at what Kubernetes runs for itself."""
    asked = "kubectl get nodes\n# Expected: every node Ready\nkubectl get pods -n kube-system\n# Expected: every pod Running"
    text = part(text, "Health", f"```bash\n{asked}\n```")
    text = part(text, "Verify the rollback", f"```bash\n{asked}\n```\n\n**Expected rollback time**: 4 minutes.")
    text = re.sub(r"^( *)curl -i --max-time 10 https://\S+$", r"\1kubectl get nodes", text, flags=re.MULTILINE)
    return re.sub(r"kubectl get pods -n orders-production -l app=orders", "kubectl get pods -n kube-system", text)


def deploys_another_file(text: str) -> str:
    """Every deployment applies a file that exists, and that holds a quota."""
    return re.sub(r"apply -k k8s/overlays/\w+", "apply -f k8s/overlays/production/quota.yaml", text)


def steps_copied(text: str) -> str:
    """The rollback is the deployment, copied."""
    deployed = text.partition("### Production\n")[2].partition("### Secrets")[0]
    return part(text, "Rollback", deployed)


def forward_again(text: str) -> str:
    """The rollback sets the image that runs now."""
    return re.sub(
        r"kubectl rollout undo deployment/orders -n orders-production",
        "kubectl set image deployment/orders orders=ghcr.io/example/orders:2.7.1 -n orders-production",
        text,
    )


def same_reason(text: str) -> str:
    """Every threshold has the same reason."""
    return _column(text, 2, "this value has proven itself and was agreed upon with everybody involved")


def reasons_of_others(text: str) -> str:
    """Every threshold is what others do."""
    return _column(text, 2, "industry standard, recommended as a best practice by most vendors")


def never_crossed(text: str) -> str:
    """Thresholds that nothing can cross."""
    for old, new in (("below 99.5 %", "below 0 %"), ("above 1 %", "above 100 %")):
        text = text.replace(old, new)
    return text


def one_contact(text: str) -> str:
    """Every level of the escalation is the same channel of the same people."""
    table = "\n".join(f"| {level} | orders team | #orders-oncall | after {level * 30} minutes |" for level in (1, 2, 3))
    return part(text, "Escalation", f"| Level | Who | How | When |\n|---|---|---|---|\n{table}")


def no_time(text: str) -> str:
    """Everything takes no time at all."""
    text = re.sub(r"(\*\*Expected (?:duration|rollback time)\*\*: )\d+ minutes", r"\g<1>0 minutes", text)
    return text.replace(" (5 to deploy, 10 to watch)", "")


def any_time(text: str) -> str:
    """Everything takes between a minute and a week."""
    text = re.sub(r"(\*\*Expected (?:duration|rollback time)\*\*: )\d+ minutes", r"\g<1>between 1 minute and 7 days", text)
    return text.replace(" (5 to deploy, 10 to watch)", "")


def rotates_in_a_lifetime(text: str) -> str:
    """Secrets are rotated, once in a hundred years."""
    return re.sub(r"every \d+ days", "every 36500 days", text)


def needs_a_computer(text: str) -> str:
    """Prerequisites that everybody has."""
    return part(text, "Prerequisites", "- A computer: `whoami`\n- A terminal: `pwd`\n- The internet: `ls`")


def decides_nothing(text: str) -> str:
    """Back where it is bad, forward where it is good."""
    return part(
        text,
        "When to roll back, and when to go forward",
        "- Roll back when a rollback is needed.\n- Roll forward when a rollback is not needed.",
    )


def home_pages(text: str) -> str:
    """Dashboards and logs are the home pages of vendors."""
    text = part(text, "Dashboards", "- [Grafana](https://grafana.com)\n- [Datadog](https://www.datadoghq.com/)")
    return part(text, "Log search", "[Elastic](https://www.elastic.co) keeps the logs.")


def stays_calm(text: str) -> str:
    """An emergency with steps for the nerves."""
    return part(
        text,
        "Emergency rotation of a leaked secret",
        "1. Stay calm.\n2. Find the person who knows.\n3. Call security@example.com.",
    )


def maintains_by_looking(text: str) -> str:
    """Maintenance looks at the machines."""
    return part(text, "Maintenance", "```bash\nkubectl get nodes\n```")


def makes_what_is_not_there(text: str) -> str:
    """Targets of a Makefile that does not exist."""
    for words in (r"kubectl apply -k \S+", r"kubectl rollout undo \S+ -n \S+", r"kubectl rollout restart \S+ -n \S+"):
        text = re.sub(words, "make deploy", text)
    return text


def _column(text: str, at: int, words: str) -> str:
    """The table of alerts with every cell of one column replaced."""
    made = []
    for line in text.splitlines(keepends=True):
        cells = line.split(" | ")
        if len(cells) == 5 and line.startswith(("| Availability", "| Latency", "| Error", "| Memory")):
            cells[at] = words
        made.append(" | ".join(cells))
    return "".join(made)


def wide_ranges(text: str) -> str:
    """Every amount lies between one and a million."""
    return re.sub(r"\$[\d.]+-[\d.]+", "$1-1000000", text)


def reviewed_by_itself(text: str) -> str:
    """Whoever wants more approves it."""
    return part(text, "Approval of increases", "Whoever needs more takes more; no approval is needed.")


def _aims(*rules: int) -> frozenset[str]:
    return frozenset(f"OW{rule}" for rule in rules)


SHORTCUTS = (
    Shortcut(repeats_commands, _aims(115, 202, 501)),
    Shortcut(expects_anything, _aims(115, 202, 501)),
    Shortcut(asks_a_search_engine, _aims(202)),
    Shortcut(asks_the_cluster, _aims(115, 202, 501)),
    Shortcut(deploys_another_file, _aims(111)),
    Shortcut(steps_copied, _aims(502, 503)),
    Shortcut(forward_again, _aims(503)),
    Shortcut(same_reason, _aims(303)),
    Shortcut(reasons_of_others, _aims(303)),
    Shortcut(never_crossed, _aims(302)),
    Shortcut(one_contact, _aims(311)),
    Shortcut(no_time, _aims(114, 506)),
    Shortcut(any_time, _aims(114, 506)),
    Shortcut(rotates_in_a_lifetime, _aims(607)),
    Shortcut(needs_a_computer, _aims(112)),
    Shortcut(decides_nothing, _aims(505)),
    Shortcut(home_pages, _aims(304, 306)),
    Shortcut(stays_calm, _aims(603, 621)),
    Shortcut(maintains_by_looking, _aims(205)),
    Shortcut(makes_what_is_not_there, _aims(113, 503)),
    Shortcut(wide_ranges, _aims(704), "cost-plan.md"),
    Shortcut(reviewed_by_itself, _aims(734), "cost-plan.md"),
)
