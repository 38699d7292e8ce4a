"""Commands that bring data back."""

from collections.abc import Iterator

from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.tools.line import Line

_ENGINES = {"pg_restore": "a PostgreSQL database", "mongorestore": "a MongoDB database", "heroku": "a PostgreSQL database"}


def read(line: Line) -> Iterator[Claim]:
    """What a command restores, by its own purpose."""
    engine = _ENGINES.get(line.command.tool)
    if engine is not None and "restore" in line.command.purposes:
        yield line.claim("datastore", engine)
