"""Durations as Prometheus and its relatives write them."""

from opsworthy.text.regex import regex

_PART = regex(r"(\d{1,12})(ms|[smhdwy])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "y": 31536000}


def seconds(text: str | None) -> int | None:
    """`1h30m` in seconds, parts of a second left out; None for anything else."""
    written = (text or "").strip()
    if written.isascii() and written.isdigit() and len(written) < 12:
        return int(written)
    total, at = 0, 0
    for part in _PART.finditer(written):
        if part.start() != at:
            return None
        at = part.end()
        total += int(part.group(1)) * _SECONDS.get(part.group(2), 0)
    return total if at and at == len(written) else None
