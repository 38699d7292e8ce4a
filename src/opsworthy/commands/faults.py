"""What is wrong with a command line by the syntax of its tool: words that no version accepts. What cannot be told is no fault."""

from enum import StrEnum

from opsworthy.text.dataclass import dataclass


class Wrong(StrEnum):
    """What is wrong with a word: the subcommand, the option, a word that is left out, or a value."""

    SUBCOMMAND = "subcommand"
    OPTION = "option"
    MISSING = "missing"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Fault:
    """`word` is the word that no version accepts, or the option that is missing ("" for an operand); `of` the tool and
    subcommand it belongs to; `near` what it may have been meant to be; `expected` what is accepted in its place; `gone` the
    version that no longer has it, `since` the first that does, where one was asked for that has it not yet."""

    wrong: Wrong
    word: str
    of: str
    near: str = ""
    expected: str = ""
    gone: str = ""
    since: str = ""
