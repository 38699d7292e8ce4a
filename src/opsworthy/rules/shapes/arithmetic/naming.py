"""The words by which sums are read: what a total is called, what is no part of one, what leaves the parts open."""

import re

from opsworthy.text.regex import regex

TOTAL = regex(r"\b(?:sub-?)?totals?\b|\bsum\b|\boverall\b", re.IGNORECASE)
SUBTOTAL = regex(r"\bsub-?totals?\b", re.IGNORECASE)
ESTIMATE = regex(r"^\W*(?:estimated?|sub-?total|cost)\b", re.IGNORECASE)
GRAND = regex(
    r"\bgrand total|\boverall total|\btotal (?:estimated|monthly|overall)\b.*\bcosts?\b|\bestimated total|\ball environments",
    re.IGNORECASE,
)
ONCE = regex(
    r"\b(?:one[- ]time|once|initial|up-?front|optional\w*|exclud\w*|not included|if needed|alternativ\w*)\b", re.IGNORECASE
)
RECKONED = regex(r"[×@=]|\+\s*[~$€£]?\d|\d\s*[x*]\s*[$€£\d]")
SURCHARGE = regex(
    r"[+×]\s?\d{1,3}\s?%|\d\s?%\s?(?:buffer|contingency|overhead|tax|vat|discount|off\b|mark-?up)|\b(?:minus|discount)\b", re.I
)
UNDECIDED = regex(r"(?i)\b(?:would|exceeds?|instead|upgrade\w*|alternativ\w*|option\w*|either|choose|plan is)\b|[❌🚫]")
ITEM = regex(r"\s*(?:[-*+]|\d{1,2}[.)])\s")
NO_COST = regex(r"\b(?:free|included|none|no cost|assum\w*|region|note)\b", re.IGNORECASE)
ASIDE = regex(r"\([^()]{0,60}\)")
QUANTITY = regex(r"\d\s?[A-Za-z]{0,9} total\b", re.IGNORECASE)
MONEY = regex(r"[$€£]\s?\d")
EARNED = regex(
    r"(?i)\b(?:revenues?|incomes?|earnings?|sales|profits?|margins?|mrr|arr|credits?|funding|budgets?|markets?|addressable|valuations?)\b"
)
OPEN = regex(r"\d\s?(?:/\w+\s?)?\+\s?(?:usage|data|traffic|tokens?|storage|overages?|fees?|tax\w*|vat)\b", re.IGNORECASE)
# A part that is itself a share of something is an amount like others: “Slack, share of the media team”.
SHARED = regex(r"(?i)\bshare of (?!(?:the )?(?:total|costs?|bill|spend\w*|sum)\b)(?=[^%]*\Z)")
DIFFERENCE = regex(r"\b(?:sav\w*|differen\w*|delta|change|reduction|spare[sd]?)\b|%", re.IGNORECASE)
OF_ONE = regex(
    r"\b(?:per (?!month|year|mo\b)|cpa|cpl|cac|avg|average|prices?|rates?|unit|each|hourly|cumulative|running|to date|balance)",
    re.IGNORECASE,
)
QUALIFIED = regex(
    r"\b(?:for (?:a|an|the|\d)|with|without|after|before|if|per|annual\w*|year\w*|optimi[sz]ed|reserved|spot|peak|discount\w*"
    r"|difference|ownership|net|\d+[- ](?:hours?|days?|months?|years?))\b",
    re.IGNORECASE,
)
CHOICE = regex(
    r"(?<![\w.])(?:baseline|peak|dev\w*|prod\w*|staging|test|min\w*|max\w*|low|high|options?|tiers?|or|on-demand|reserved|spot|if"
    r"|up to"
    r"|instead|alternativ\w*|current|optimi[sz]ed|average|avg|per|small|medium|large|free|standard|basic|pro|plan|included|first|then|after"
    r"|beyond|above|additional|each)\b",
    re.IGNORECASE,
)
