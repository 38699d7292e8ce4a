"""What a rule says of itself outside of its page: plain, as Markdown for a code scanner, and where its page stands."""

from opsworthy.rules.rule import Rule

UNTIL = "2027-01-31"
_DOCUMENTS = {
    "service": "the runbook of a service",
    "page": "a page on one procedure",
    "report": "a report, a plan or a page in another language",
    "alert": "the runbook of an alert",
    "library": "the release guide of a library",
    "cost-plan": "the cost plan",
}


def waiver_inline(rule: Rule) -> str:
    """The comment that excuses it in one place."""
    return f"<!-- opsworthy: allow {rule.name}, reason: why, owner: who, until: {UNTIL} -->"


def waiver_configured(rule: Rule) -> str:
    """The entry of opsworthy.toml that excuses it in the documents of a folder."""
    return f'[[check.waivers]]\nrule = "{rule.name}"\npath = "docs/runbook.md"\nreason = "why"\nowner = "who"\nuntil = "{UNTIL}"'


def owed(rule: Rule) -> str:
    """Which documents answer to it, and from which tier on."""
    documents = ", ".join(_DOCUMENTS.get(profile, profile) for profile in rule.profiles)
    tiers = "at every tier" if rule.tier == 3 else "at tier 0" if rule.tier == 0 else f"at tiers 0 to {rule.tier}"
    return f"It is owed by {documents}, {tiers}."


def mended(rule: Rule) -> str:
    """Whether a machine can mend it."""
    return "`opsworthy check --fix` can mend it." if rule.fixable else "Only a person can mend it."


def help_text(rule: Rule) -> str:
    """Why it matters and what to do, without marks."""
    return f"{rule.summary}\n\nWhy: {rule.why}\n\nWhat to do: {rule.fix}\n\nTo allow it in one place: {waiver_inline(rule)}"


def help_markdown(rule: Rule) -> str:
    """The same as Markdown."""
    return (
        f"{rule.summary}\n\n**Why.** {rule.why}\n\n**What to do.** {rule.fix}\n\n"
        f"**To allow it in one place, with a reason.**\n\n```markdown\n{waiver_inline(rule)}\n```\n"
    )


def help_uri(rule: Rule, pages: str = "") -> str:
    """The address of its page below `pages`; a name that is an address of no server where nobody said where pages stand."""
    return f"{pages.rstrip('/')}/{rule.name}.md" if pages else f"urn:opsworthy:rule:{rule.name}"
