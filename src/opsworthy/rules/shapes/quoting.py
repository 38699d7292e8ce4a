"""A command in a message: enough of it to know it by, and nothing that might be a secret."""

from opsworthy.commands.command import Command
from opsworthy.text.regex import regex
from opsworthy.text.secrecy import is_issued, is_secret_name

_PLAIN = regex(r"-{0,2}[A-Za-z0-9][\w./:*-]{0,60}")
_LONGEST = 70
# These take passwords in so many ways that only their names are shown.
_CLOSED = frozenset(
    ["mysql", "mariadb", "psql", "redis-cli", "mongosh", "mongo", "sshpass", "curl", "wget", "mysqldump", "sqlcmd"]
)


def quoted(command: Command) -> str:
    """The first words of a command in backticks, up to the first that is not plain."""
    words = [command.words[0]]
    if command.tool not in _CLOSED:
        for before, word in zip(command.words, command.words[1:], strict=False):
            secret = before.startswith("-") and is_secret_name(before.strip("-"))
            if secret or not _PLAIN.fullmatch(word) or is_issued(word) or len(" ".join([*words, word])) > _LONGEST:
                break
            words.append(word)
    return f"`{' '.join(words)}`"
