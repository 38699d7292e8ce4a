"""Syntax trees within a bounded time: some grammars take the square of the time, or more, on text that is not theirs.

What is counted is the processor's time for this thread, whatever else the machine does: a file that is written in its language
takes some milliseconds, and one that takes seconds would take minutes where it is a little longer."""

from time import thread_time

from tree_sitter import Parser, Tree

SECONDS = 1.5
_SMALL = 6_000
"""Bytes that no grammar takes long for."""
_CHUNK = 65_536


def syntax_tree(parser: Parser, data: bytes) -> Tree | None:
    """The tree of a text, or None where it takes too long. It is parsed in pieces first, which alone can be stopped, and then
    once more as a whole from the tree that this gave: only such a tree gives the text of a node quickly."""
    if len(data) <= _SMALL:
        return parser.parse(data)
    end = thread_time() + SECONDS
    try:
        first = parser.parse(
            lambda offset, _point: data[offset : offset + _CHUNK], progress_callback=lambda _offset, _broken: thread_time() > end
        )
    except ValueError:  # So the parser says that it was stopped.
        parser.reset()
        return None
    return parser.parse(data, first)
