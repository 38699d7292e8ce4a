"""Lines of a terminal report: the text, and how it may be coloured where there is a terminal."""

from opsworthy.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Printed:
    """One line; `style` is plain, title, good, bad, warn or dim. The words stand alone: colour adds nothing to them. `spans` are
    the same text in pieces, each with a style of its own, where a line has more than one."""

    text: str
    style: str = "plain"
    spans: tuple[tuple[str, str], ...] = ()


def spanned(*spans: tuple[str, str]) -> Printed:
    """A line made of pieces, each with its style."""
    return Printed("".join(text for text, _ in spans), "plain", spans)


def title(text: str) -> tuple[Printed, ...]:
    """A heading with an empty line before it."""
    return (Printed(""), Printed(text, "title"))


def plain(lines: list[str]) -> list[Printed]:
    return [Printed(line) for line in lines]
