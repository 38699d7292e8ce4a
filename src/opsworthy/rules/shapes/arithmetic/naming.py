"""The words by which sums are read: what a total is called, what is no part of one, what leaves the parts open."""

import re

TOTAL = re.compile(r"\b(?:sub-?)?totals?\b|\bsum\b|\boverall\b", re.IGNORECASE)
SUBTOTAL = re.compile(r"\bsub-?totals?\b", re.IGNORECASE)
ESTIMATE = re.compile(r"^\W*(?:estimated?|sub-?total|cost)\b", re.IGNORECASE)
GRAND = re.compile(
    r"\bgrand total|\boverall total|\btotal (?:estimated|monthly|overall)\b.*\bcosts?\b|\bestimated total|\ball environments",
    re.IGNORECASE,
)
ONCE = re.compile(
    r"\b(?:one[- ]time|once|initial|up-?front|optional\w*|exclud\w*|not included|if needed|alternativ\w*)\b", re.IGNORECASE
)
RECKONED = re.compile(r"[×@=]|\+\s*[~$€£]?\d|\d\s*[x*]\s*[$€£\d]")
SURCHARGE = re.compile(
    r"[+×]\s?\d{1,3}\s?%|\d\s?%\s?(?:buffer|contingency|overhead|tax|vat|discount|off\b|mark-?up)|\b(?:minus|discount)\b", re.I
)
UNDECIDED = re.compile(r"(?i)\b(?:would|exceeds?|instead|upgrade\w*|alternativ\w*|option\w*|either|choose|plan is)\b|[❌🚫]")
ITEM = re.compile(r"\s*(?:[-*+]|\d{1,2}[.)])\s")
NO_COST = re.compile(r"\b(?:free|included|none|no cost|assum\w*|region|note)\b", re.IGNORECASE)
ASIDE = re.compile(r"\([^()]{0,60}\)")
QUANTITY = re.compile(r"\d\s?[A-Za-z]{0,9} total\b", re.IGNORECASE)
MONEY = re.compile(r"[$€£]\s?\d")
EARNED = re.compile(
    r"(?i)\b(?:revenues?|incomes?|earnings?|sales|profits?|margins?|mrr|arr|credits?|funding|budgets?|markets?|addressable|valuations?)\b"
)
OPEN = re.compile(r"\d\s?(?:/\w+\s?)?\+\s?(?:usage|data|traffic|tokens?|storage|overages?|fees?|tax\w*|vat)\b", re.IGNORECASE)
# A part that is itself a share of something is an amount like others: “Slack, share of the media team”.
SHARED = re.compile(r"(?i)\bshare of (?!(?:the )?(?:total|costs?|bill|spend\w*|sum)\b)(?=[^%]*\Z)")
DIFFERENCE = re.compile(r"\b(?:sav\w*|differen\w*|delta|change|reduction|spare[sd]?)\b|%", re.IGNORECASE)
OF_ONE = re.compile(
    r"\b(?:per (?!month|year|mo\b)|cpa|cpl|cac|avg|average|prices?|rates?|unit|each|hourly|cumulative|running|to date|balance)",
    re.IGNORECASE,
)
QUALIFIED = re.compile(
    r"\b(?:for (?:a|an|the|\d)|with|without|after|before|if|per|annual\w*|year\w*|optimi[sz]ed|reserved|spot|peak|discount\w*"
    r"|difference|ownership|net|\d+[- ](?:hours?|days?|months?|years?))\b",
    re.IGNORECASE,
)
CHOICE = re.compile(
    r"(?<![\w.])(?:baseline|peak|dev\w*|prod\w*|staging|test|min\w*|max\w*|low|high|options?|tiers?|or|on-demand|reserved|spot|if"
    r"|up to"
    r"|instead|alternativ\w*|current|optimi[sz]ed|average|avg|per|small|medium|large|free|standard|basic|pro|plan|included|first|then|after"
    r"|beyond|above|additional|each)\b",
    re.IGNORECASE,
)
