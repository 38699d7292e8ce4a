"""What `opsworthy check --fix` and `--diff` print: what was mended, where, and what was left."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff

from opsworthy.findings.mending import Made
from opsworthy.reports.printed import Printed, title
from opsworthy.reports.words import columns, count, safe

_STYLES = {"+": "good", "-": "bad", "@": "dim"}


def mended_lines(made: Mapping[str, Iterable[Made]], unsafe: int, left_alone: Mapping[str, str]) -> Iterator[Printed]:
    """A line for each patch that was made, by document."""
    every = {path: tuple(patches) for path, patches in made.items()}
    if every:
        yield from title("mended")
    for path, patches in every.items():
        rows = [(f"{safe(path)}:{each.location.line}", each.name, safe(each.words)) for each in patches]
        yield from (Printed(line, "good") for line in columns(rows))
    for path, why in left_alone.items():
        yield Printed(f"  {safe(path)} is left as it is: {safe(why)}", "warn")
    if unsafe:
        yield Printed(f"  {count(unsafe, 'more edit')} that a person should look at: see them with --diff --unsafe-fixes", "dim")
    if every or left_alone or unsafe:
        yield Printed("")


def difference_lines(path: str, before: str, after: str) -> Iterator[Printed]:
    """The unified difference of one document."""
    for line in unified_diff(before.splitlines(), after.splitlines(), f"a/{path}", f"b/{path}", lineterm=""):
        yield Printed(safe(line), _STYLES.get(line[:1], "plain"))
