"""Cells that call a word a command, and restores of what nothing keeps."""

import re

from opsworthy.findings.outcome import Related, State
from opsworthy.rules.shapes.claiming.answer import Answer, breaks, nobody_knows
from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.text.regex import regex

_IDLE = frozenset(
    """verify check validate confirm ensure monitor review inspect restart deploy rollback run execute verification command
    shell bash see manual""".split()  # noqa: SIM905 - a list of words
)
_OF_DATA = regex(
    r"database|(?:^|[_-])dbs?(?:$|[_-])|postgres|mysql|mariadb|mongo|redis|sql|_dsn|cassandra|dynamo|elastic|kafka|rabbit|amqp|cockroach"
    r"|clickhouse|influx|neo4j|firestore|supabase|planetscale|libsql|turso|bigquery|snowflake|s3|minio|jdbc|prisma|typeorm|knex"
    r"|sequelize|gorm|diesel|hibernate|activerecord|django|ecto|doctrine|eloquent|drizzle|psycopg|asyncpg|storage",
    re.IGNORECASE,
)


def answer(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    return _word(claim, ground) if claim.kind == "command" else _restored(claim, ground, page)


def _word(claim: Claim, ground: Ground) -> Answer | None:
    """A single word such as `verify` is no command, unless the repository has a program of that name."""
    if not claim.name or " " in claim.name:
        return Answer(State.HELD, "the cell is a command") if claim.name else None
    if claim.name.lower() not in _IDLE or ground.names("program", "way-to-run").get(claim.name):
        return None
    return breaks(f"the table gives the word {claim.name} as the command, and no shell knows it", ())


def _restored(claim: Claim, ground: Ground, page: Page) -> Answer:
    """A restore of a database is wrong where the repository says what runs, and nothing of it speaks of a datastore."""
    system = ground.system
    if system.datastores or system.migrations or not system.services:
        return nobody_knows("whether it is this datastore that is restored, the names of the commands say")
    used = {each.name for package in system.packages for each in package.dependencies}
    told = {
        each.name
        for each in system.declared
        if each.kind in ("variable", "secret", "secret-key", "volume", "resource", "cloud-name")
    }
    hinted = any(_OF_DATA.search(name) for name in (*used, *told, *(each.product for each in system.third_parties)))
    if hinted or not (system.packages or ground.names("base-image")) or page.made & told:
        return nobody_knows("data may be kept where no file of this repository says it")
    there = tuple(
        Related(service.locations[0], f"{service.name} runs here, without a datastore")
        for service in system.services[:2]
        if service.locations
    )
    return Answer(State.BROKEN, f"{claim.name} is restored here, and nothing that runs here keeps data", there)
