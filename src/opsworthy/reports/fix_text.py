"""What `opsworthy check --fix` and `--diff` print: what was mended, where, and what was left."""

from collections.abc import Iterable, Iterator, Mapping

from opsworthy.findings.mending import Made
from opsworthy.reports.patch_text import patch_of
from opsworthy.reports.printed import Printed, title
from opsworthy.reports.words import columns, count, safe

_STYLES = {"+": "good", "-": "bad", "@": "dim"}


def mended_lines(made: Mapping[str, Iterable[Made]], unsafe: int, left_alone: Mapping[str, str]) -> Iterator[Printed]:
    """A line for each patch that was made, by document."""
    every = {path: tuple(patches) for path, patches in made.items()}
    if every:
        yield from title("mended")
    for path, patches in every.items():
        ordered = sorted(patches, key=lambda each: each.location.line)
        rows = [(f"{safe(path)}:{each.location.line}", each.name, safe(each.words)) for each in ordered]
        yield from (Printed(line, "good") for line in columns(rows))
    left = tuple(left_lines(unsafe, left_alone))
    if left and not every:
        yield Printed("")
    yield from (Printed(f"  {line.text}", line.style) for line in left)


def left_lines(unsafe: int, left_alone: Mapping[str, str]) -> Iterator[Printed]:
    """What was not mended, and how to."""
    for path, why in left_alone.items():
        yield Printed(f"{safe(path)} is left as it is: {safe(why)}", "warn")
    if unsafe:
        told = count(unsafe, "more edit")
        yield Printed(f"{told} for a person to look at: opsworthy check --diff --unsafe-fixes", "dim")


def difference_lines(path: str, before: str, after: str) -> Iterator[Printed]:
    """The unified difference of one document, for a terminal."""
    for line in patch_of(path, before, after).split("\n")[:-1]:
        yield Printed(safe(line), _STYLES.get(line[:1], "plain"))
