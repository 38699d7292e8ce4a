"""Port numbers as Dockerfiles and Compose write them."""

_LAST = 65535
_WIDEST = 100


def numbers(span: str) -> tuple[int, ...]:
    """The ports of `80` or `8000-8010`; a range of more than a hundred gives its two ends; what is no port gives none."""
    first, dash, last = span.strip().partition("-")
    start, end = number(first), number(last) if dash else number(first)
    if start is None or end is None or end < start:
        return ()
    return tuple(range(start, end + 1)) if end - start < _WIDEST else (start, end)


def number(text: str) -> int | None:
    """The number of a port; None for a name, and for what no port can be."""
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        return None
    return int(text) if 0 < int(text) <= _LAST else None
