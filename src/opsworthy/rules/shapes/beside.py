"""Which headings among the issues name an issue, and which something beside them."""

import re

from opsworthy.text.regex import regex

BESIDE = regex(
    r"\W*(?:if\b|(?:diagnostic|useful|common|debug\w*|sample|example|check|quick)\s+(?:quer|command|script|reference|check|diagnos|endpoint|link)"
    r"|notes?\b|why\b|how\b|examples?\b|roll-?\s?back|pre-?flight|trigger|commands?\b|status\b|overview|background|prevent\w*"
    r"|lessons|related|references?\b|see also|solutions?\b|fix(?:es)?\s*[:\d]|post-?mortem|post-?incident|quick\s|tools?\b"
    r"|[PS]\d\b|sev(?:erity)?[- ]?\d|getting help|get help|when to|before|after\b|verif|monitoring|health check|endpoints?\b"
    r"|\w+ endpoints|q\d*[:.]|step\b|phase\b|key\s|general\b|required actions|summary\b|scope\b"
    r"|next steps|additional|appendix|table of contents|log (?:locations|files)|useful\b|support\b|contact)"
    r"|.*\?\W*\Z|.*\b(?:endpoints|scripts?|queries|commands|template|checklist|role|roles|reference|matrix|diagram|flow|checks|playbooks|runbooks)\W*\Z"
    r"|.*\b(?:endpoints|queries|commands|scripts)\s*\(",
    re.IGNORECASE,
)
"""Headings among the issues that are about something beside them: a reference, a question, a way to look, an explanation."""
TROUBLE = regex(
    r"\b(?:fail\w*|errors?|stuck|slow\w*|down|miss\w+|time[ds]?[- ]?outs?|crash\w*|high|low|loss|lost|refus\w+|den(?:y|ied)"
    r"|unavailable|unreachable|not|n[o']t|can[no]*t|cannot|no|broken|breaks?|invalid|wrong|exhaust\w*|full|leak\w*|lag\w*|latency|degrad\w*|stale|oom\w*"
    r"|killed|exceed\w*|limit\w*|expired?|expir\w+|conflicts?|corrupt\w*|drift|incorrect|unhealthy|unable|issues?|problems?|exceptions?"
    r"|blocked|pending|restart\w*|backoff|warnings?|unauthorized|forbidden|[45]\d\d|[45]xx|outage|incident|hang\w*|freez\w*|deadlock"
    r"|duplicat\w*|spike\w*|burst|throttl\w*|overload\w*|disconnect\w*|reject\w*|unexpected\w*|lock\w*|open|empty|delay\w*)\b",
    re.IGNORECASE,
)
"""What goes wrong, in the words of headings."""
