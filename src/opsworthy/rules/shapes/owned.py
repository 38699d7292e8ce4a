"""What a section and a lead-in own by themselves."""

from collections.abc import Iterator

from opsworthy.commands.command import Command
from opsworthy.documents.document import Paragraph, Section


def depth_of(label: Paragraph) -> tuple[int, int]:
    """Outer lead-ins before inner ones: running text before list items, list items by their indent."""
    return (1 if label.in_list else 0, label.location.column)


def commands_of(section: Section) -> Iterator[Command]:
    """Its commands in blocks, in the running text and in steps."""
    for fence in section.fences:
        yield from fence.commands
    yield from section.inline
    for step in section.steps:
        yield from step.commands
