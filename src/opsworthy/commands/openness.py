"""Words of which nobody can tell before a run, or before a reader has put something else in their place, what they will be."""

from opsworthy.text.regex import regex

_OPEN = regex(
    r"[<>$`{}\[\]()…%|\\!?;&*\"'«»^~]|\.\.\.|^(?i:your|my|the|some|any)[_-]|^[A-Z][A-Z0-9]*(?:[_.-][A-Z0-9]+)*$|[^\x20-\x7e]|x{3,}|X{2,}"
)
_OPEN_VALUE = regex(r"<[^>]*>|[$`…]|\.\.\.|\{\{|[^\x20-\x7e\s]|(?i:your|my)[_-]")
_TEMPLATE = regex(r"[<>$`{}\[\]()…%|*]|\.\.\.|(?i:your|my)[_-]|[^\x20-\x7e]|\A[A-Z]+_[A-Z_]+\Z|x{3,}|X{2,}")
_OWN_SIGNS = frozenset(["cron", "output", "schedule"])
_MORE = regex(r"^\$(?:\{?[A-Za-z_@*]\w*(?:\[@\])?\}?)$|^\$\(|^`|^\[|^\{|^<.*(?:arg|opt|flag|param|\.\.\.|…)|\.\.\.|…|^\\$")
_PROSE = regex(
    r"(?i:a|an|and|are|as|but|by|can|commands?|does|for|from|has|have|if|in|is|it|its|of|on|or|should|so|than|that|the|then|this|to|"
    r"was|when|which|will|with|you|your)[,.:]?"
)


def is_open(word: str) -> bool:
    """Whether a word holds a placeholder, a variable or a pattern, or is written in capitals."""
    return _OPEN.search(word) is not None


def value_is_open(value: str, kind: str) -> bool:
    """Whether a value may be another one in the end; kinds with braces or stars of their own are read for all that."""
    return (_OPEN_VALUE if kind in _OWN_SIGNS else _OPEN).search(value) is not None or not value


def is_template(value: str) -> bool:
    """Whether a value is a placeholder or holds a variable."""
    return _TEMPLATE.search(value) is not None or not value


def may_be_more(word: str) -> bool:
    """Whether a word may turn out to be several, or none."""
    return _MORE.search(word) is not None


def is_prose(words: tuple[str, ...]) -> bool:
    """Whether the words after a tool's name read as a sentence about it."""
    plain = [word for word in words if not word.startswith("-")]
    found = sum(_PROSE.fullmatch(word) is not None for word in plain)
    return found >= 2 or (found == 1 and len(plain) <= 6 and _PROSE.fullmatch(plain[0]) is not None)
