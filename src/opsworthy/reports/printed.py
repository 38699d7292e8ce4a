"""Lines of a terminal report: the text, and how it may be coloured where there is a terminal."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Printed:
    """One line; `style` is plain, title, good, bad, warn or dim. The words stand alone: colour adds nothing to them."""

    text: str
    style: str = "plain"


def title(text: str) -> tuple[Printed, ...]:
    """A heading with an empty line before it."""
    return (Printed(""), Printed(text, "title"))


def plain(lines: list[str]) -> list[Printed]:
    return [Printed(line) for line in lines]
