"""The bar that is in force in a repository: ours with what its organisation adds by files and by installed packages."""

from datetime import date
from importlib import import_module
from pathlib import Path

from opsworthy.app.checking.settings import Settings, settings_of
from opsworthy.app.rules import Bar, our_bar
from opsworthy.app.workspace import resolved
from opsworthy.rules.extending.extension import Extension


def bar_in(root: Path) -> Bar:
    """The bar of the repository in a folder; ours where it adds nothing. Raises UserError where an extension cannot be used."""
    folder = resolved(root)
    return extended_bar(folder, settings_of(folder, date.min))[0]


def extended_bar(root: Path, settings: Settings) -> tuple[Bar, tuple[Extension, ...]]:
    """The bar in force, with the extensions that make it. Raises UserError with the file and line of what cannot be used. What
    reads extensions is imported only where there are any."""
    if not settings.plugins and not settings.extends:
        return our_bar(), ()
    extended: tuple[Bar, tuple[Extension, ...]] = import_module("opsworthy.app.extended").extended_bar(root, settings)
    return extended
