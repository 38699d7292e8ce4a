"""Why a template gives nothing."""

from opsworthy.text.location import Location


class TemplateError(ValueError):
    """A template that cannot be read, or that refuses what it was given; `location` is the line of the action."""

    def __init__(self, message: str, location: Location | None = None) -> None:
        super().__init__(message)
        self.location = location


class TooMuch(TemplateError):
    """A template that does more than any chart has to."""
