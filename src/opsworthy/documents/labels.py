"""Lead-ins: the bold or colon-ended words that say what the text after them is about."""

from opsworthy.text.prose import Prose
from opsworthy.text.regex import regex

_AFTER_LEAD = regex(r"\s*(?:\([^()]{0,120}\))?\s*(?:[:–—]|-\s|$)")
_COLON = regex(r"(?:\[[ xX]\]\s+)?([A-Z][\w/&'()+-]*(?: [\w/&'()+-]+){0,5}):(?=\s|$)")
_TASK = regex(r"^\[[ xX]\]\s+")
_STEP = regex(r"(?i)step\s+\d")
# `**Symptom.** The log says …`: a word or three in bold with a stop of their own.
_RUN_IN = regex(r"[A-Z][\w-]*(?: [\w-]+){0,2}\.")
_EDGES = " \t:.–—-*_"


def label(prose: Prose) -> str:
    """The lead-in of a text in lower case, without its colon; empty where it has none."""
    if prose.lead:
        text = _TASK.sub("", prose.text).lstrip("✅❌⚠️🔥🚨📊💰👉→ ")
        if not text.startswith(prose.lead):
            return ""
        after = text[len(prose.lead) :]
        if prose.lead.rstrip().endswith(":") or _AFTER_LEAD.match(after) or _RUN_IN.fullmatch(prose.lead.strip()):
            return _normal(prose.lead.partition(": ")[0])
        return ""
    found = _COLON.match(prose.text) if ":" in prose.text else None
    return _normal(found.group(1)) if found else ""


def leads(prose: Prose, said: str) -> bool:
    """Whether a text of this label leads to what stands below it: it ends with a colon, or says nothing after its lead-in."""
    if not said:
        return False
    text = prose.text.rstrip()
    return text.endswith(":") or _AFTER_LEAD.fullmatch(text[len(prose.lead) :]) is not None


def is_bold_line(prose: Prose) -> bool:
    """A text that is bold from its beginning to its end and closes with no colon: a heading in all but name."""
    text = prose.text.strip()
    return (
        bool(text)
        and prose.lead.strip() == text
        and not _STEP.match(text)
        and not text.endswith((":", ".", "!", "?", ";"))
        and len(text) <= 80
    )


def _normal(text: str) -> str:
    return " ".join(text.strip(_EDGES).lower().split())
