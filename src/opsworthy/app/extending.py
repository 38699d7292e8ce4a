"""The bar that is in force in a repository: ours with what its organisation adds."""

from pathlib import Path

from opsworthy.app.rules import Bar, our_bar


def bar_in(root: Path) -> Bar:
    """Raises UserError where an extension cannot be used."""
    del root
    return our_bar()
