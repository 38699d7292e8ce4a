"""Ways to take the substance out of a text: hidden, hollowed out, or about something else."""

import re
from collections.abc import Callable, Iterator

from benchmarks.mutations.edits import lines, titles
from opsworthy.rules.catalogue import all_rules

_WORDS = (
    "prerequisites credentials kubectl apply rollout status verification smoke test health check expected output",
    "200 OK duration 5 minutes rollback roll forward last good version migration threshold rationale because users",
    "dashboard https://grafana.example.com escalation on-call #oncall after 30 minutes symptom cause diagnosis solution",
    "logs scaling restart stop start maintenance backup secret rotation every 90 days emergency AWS Secrets Manager",
    "budget $100-200/month assumptions limit alert approval quota right-sizing caching commitment",
)
_INDENT = re.compile(r"^\s*")
_AMOUNT = re.compile(r":? [$€][\d–/a-z-]+")
_SECTION = re.compile(r"^## ", re.MULTILINE)


def headings(text: str) -> Iterator[str]:
    for start, _ in titles(text):
        yield _AMOUNT.sub("", text[start : text.find("\n", start)])


def bodies(text: str, change: Callable[[str, str], str]) -> str:
    """The text with the body of each main section changed; `change` is given the title and the body."""
    head, *sections = _SECTION.split(text)
    parts = (each.partition("\n") for each in sections)
    return (
        head.partition("\n")[0] + "\n\n" + "".join(f"## {title}\n\n{change(title, body).strip()}\n\n" for title, _, body in parts)
    )


def with_commands(text: str, words: str) -> str:
    kept = []
    for line in lines(text):
        code = line.text.strip()
        indent = _INDENT.match(line.text)
        changed = line.fenced and code and not code.startswith("#")
        kept.append(f"{indent[0] if indent else ''}{words}\n" if changed else line.text)
    return re.sub(r"`[a-z][\w./-]* [^`\n]+`", f"`{words}`", "".join(kept))


def headings_only(text: str) -> str:
    return "\n\n".join(headings(text)) + "\n"


def in_comments(text: str) -> str:
    return bodies(text, lambda _title, body: f"<!--\n{body.replace('-->', '')}\n-->")


def not_displayed(text: str) -> str:
    return bodies(text, lambda _title, body: f'<div style="display:none">\n\n{body}\n\n</div>')


def hidden_attribute(text: str) -> str:
    return bodies(text, lambda _title, body: f"<section hidden>\n\n{body}\n\n</section>")


def white_on_white(text: str) -> str:
    return bodies(text, lambda _title, body: f'<span style="color:#ffffff;background:#fff;font-size:0">\n\n{body}\n\n</span>')


def folded_away(text: str) -> str:
    return bodies(
        text,
        lambda _title, body: (
            f"<details>\n<summary></summary>\n<div style='height:0;overflow:hidden'>\n\n{body}\n\n</div></details>"
        ),
    )


def zero_width(text: str) -> str:
    """An invisible character in every word: it reads well and can neither be found nor copied."""
    return re.sub(r"(?<=\w)(?=\w)", "\u200b", text)


def look_alikes(text: str) -> str:
    """Cyrillic letters that look like Latin ones: no command of it can be copied."""
    return text.translate(str.maketrans("aeocp", "аеоср"))


def one_cell(text: str) -> str:
    return bodies(
        text,
        lambda title, body: (
            "| What | How |\n|---|---|\n| "
            + title
            + " | "
            + re.sub(r"\s*\n+\s*", " ", body.replace("|", "/").replace("```", ""))
            + " |"
        ),
    )


def one_block(text: str) -> str:
    return "# Runbook\n\n```\n" + text.replace("```", "'''") + "\n```\n"


def block_under_headings(text: str) -> str:
    return bodies(text, lambda _title, body: "```text\n" + body.replace("```", "'''") + "\n```")


def struck_out(text: str) -> str:
    return bodies(text, lambda _title, body: "".join(f"~~{line.text.strip()}~~\n\n" for line in lines(body) if line.text.strip()))


def in_footnotes(text: str) -> str:
    return bodies(text, lambda title, _body: f"[^{re.sub('[^a-z]', '', title.lower())}]") + "\n[^never]: Nothing.\n"


def in_definitions(text: str) -> str:
    """In link definitions, which no reader sees."""
    return bodies(
        text,
        lambda _title, body: "".join(
            f'[//]: # "{each.strip()}"\n\n' for each in body.replace('"', "'").splitlines() if each.strip()
        ),
    )


def in_front_matter(text: str) -> str:
    return "---\nrunbook: |\n" + "".join(f"  {line.text}" for line in lines(text)) + "---\n\n" + headings_only(text)


def in_attributes(text: str) -> str:
    return bodies(text, lambda _title, body: f'<a title="{" ".join(body.replace(chr(34), chr(39)).split())}"></a>')


def images_only(text: str) -> str:
    return bodies(
        text,
        lambda title, _body: (
            f"![{title}: the procedure, its commands, its verification and its duration](images/{len(title)}.png)"
        ),
    )


def own_links(text: str) -> str:
    anchors = [re.sub(r"[^\w -]", "", each.lstrip("# ")).lower().replace(" ", "-") for each in headings(text)]
    return bodies(text, lambda _title, _body: "".join(f"- [See there](#{each})\n" for each in anchors))


def contents_only(text: str) -> str:
    every = [each.lstrip("# ") for each in headings(text)]
    return bodies(text, lambda _title, _body: "".join(f"{at}. {each} ........ {at * 3}\n" for at, each in enumerate(every, 1)))


def elsewhere(text: str) -> str:
    return bodies(
        text, lambda title, _body: f"The procedure, its commands and what to expect stand in [{title}](handbook/{len(title)}.md)."
    )


def in_confluence(text: str) -> str:
    return bodies(text, lambda title, _body: f"See https://example.atlassian.net/wiki/spaces/OPS/{len(title)}, section {title}.")


def not_applicable(text: str) -> str:
    return bodies(text, lambda title, _body: f"{title} is not applicable to this service, and there is no need for it here.")


def all_declined(text: str) -> str:
    """Under every heading, a sentence that it does not apply."""
    return "".join(f"{each}\n\nThis does not apply to this system, so none is needed.\n\n" for each in headings(text))


def all_open(text: str) -> str:
    return "".join(f"{each}\n\n> **Open question** (`contacts.oncall`): n/a\n\n" for each in headings(text))


def questionnaire(text: str) -> str:
    return "".join(
        f"{each}\n\n- [ ] Which command is it?\n- [ ] What should it show?\n- [ ] How long does it take?\n\n"
        for each in headings(text)
    )


def waived_idly(text: str) -> str:
    """A waiver for everything, without an owner or an end."""
    every = "".join(f"<!-- opsworthy: allow {rule.name}, reason: ok -->\n" for rule in all_rules())
    return every + "\n" + headings_only(text)


def waived_fully(text: str) -> str:
    """A waiver for everything under every heading, in the full form, with the same reason."""
    words = "reason: we have decided so, owner: ops, until: 2027-01-31"
    every = "".join(f"<!-- opsworthy: allow {rule.name}, {words} -->\n" for rule in all_rules())
    return "".join(f"{each}\n\n{every}\n" for each in headings(text))


def lorem(text: str) -> str:
    return bodies(text, lambda _title, _body: "Lorem ipsum dolor sit amet, consectetur adipiscing elit. " * 40)


def filler(text: str) -> str:
    sentence = (
        "Operational excellence of {} is a journey on which every stakeholder takes part, at all times and in every environment."
    )
    return bodies(text, lambda title, _body: "\n\n".join(f"{at}. {sentence.format(title.lower())}" for at in range(200)))


def keywords(text: str) -> str:
    words = " ".join(_WORDS)
    return bodies(text, lambda title, _body: f"{title}: {words}.")


def same_everywhere(text: str) -> str:
    """The same block under every heading, copied."""
    block = (
        "Run this, it takes 5 minutes:\n\n```bash\nkubectl get pods\n# Expected: all pods Running\n```\n\n"
        "If it fails, contact #ops after 30 minutes because users notice.\n"
    )
    return "".join(f"{each}\n\n{block}\n" for each in headings(text))


def placeholders(text: str) -> str:
    return re.sub(r"orders(?:-\w+)?|example\.com", "<your-value>", text)


def renamed(text: str) -> str:
    """The runbook of another system: nothing that it names is here."""
    return re.sub(r"orders", "billing", re.sub(r"Orders", "Billing", text))


def without_numbers(text: str) -> str:
    return re.sub(r"[$€]|/month|/year|\s?%| minutes?| seconds?| ms\b| days?\b| USD", "", text)


def empty_tables(text: str) -> str:
    kept = [
        re.sub(r"\|[^|\n]+(?=\|)", "| — ", line.text) if line.text.startswith("|") and "---" not in line.text else line.text
        for line in lines(text)
    ]
    return "".join(kept)


def empty_fences(text: str) -> str:
    return "".join(line.text for line in lines(text) if not line.fenced)


def deepest(text: str) -> str:
    """Everything stands six levels deep under one heading that means nothing."""
    return "# Notes\n\n## Miscellaneous\n\n" + "".join(
        re.sub(r"^#{1,6} ", "###### ", line.text) if not line.fenced else line.text for line in lines(text)
    )


def shuffled(text: str) -> str:
    """Each section holds what belongs to another."""
    head, *sections = _SECTION.split(text)
    parts = [each.partition("\n") for each in sections]
    bodies = [body for _, _, body in parts]
    turned = bodies[2:] + bodies[:2]
    return head + "".join(f"## {title}\n{body}" for (title, _, _), body in zip(parts, turned, strict=True))


def reasons_because(text: str) -> str:
    """Every reason, meaning and cause is `because`."""
    text = re.sub(r"(\*\*(?:Cause|Symptom|Solution)\*\*:)[^\n]*(?:\n(?![\n#`]).*)*", r"\1 because.", text)
    return re.sub(
        r"(\| (?:Availability|Latency|Error|Memory)[^|]*\|[^|]*\|)[^|]*\|[^|]*\|[^|]*\|",
        r"\1 because | because | because |",
        text,
    )


def bar(text: str) -> str:
    """The headings of the bar with its own checklist under them, in its words."""
    demands = "\n".join(f"- [x] {rule.summary}" for rule in all_rules())
    return bodies(text, lambda _title, _body: demands)
