"""The errors that reach the user.

UserError             the user's input: says what to do; exit code 2
└── Stopped           status.json says stop; exit code 3
"""


class UserError(Exception):
    """Wrong usage or configuration; the message says what is wrong and what to do."""


class Stopped(UserError):
    """The status gate is shut: blocked, on hold, or unreadable."""
