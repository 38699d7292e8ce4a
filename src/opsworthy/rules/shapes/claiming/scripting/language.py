"""What is asked of a language that scripts are written in."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Language(NamedTuple):
    """`comment` is a line that only explains; `declared` finds the words that hold options, each with its place; `passes_on`
    tells whether others may read options too, and `by_word` whether an option may be declared by its name without dashes."""

    comment: re.Pattern[str]
    declared: Callable[[str], Iterator[tuple[int, str]]]
    passes_on: Callable[[str], bool]
    by_word: Callable[[str], bool]
