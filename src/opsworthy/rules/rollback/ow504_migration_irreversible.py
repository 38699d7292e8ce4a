"""The system has database migrations, and Rollback is silent about them."""

from opsworthy.rules.rule import Rule, Subject
from opsworthy.rules.shapes.evidence import command, either, uncharted
from opsworthy.rules.shapes.statements import handed_on
from opsworthy.rules.shapes.topic import Topic, topic


def _without_migrations(subject: Subject) -> str:
    return "" if subject.system.migrations else "the repository has no database migrations"


RULE = Rule(
    id="OW504",
    name="migration-irreversible",
    summary="Where there are database migrations, Rollback gives the command that takes them back or restores the data.",
    clauses=("RBS-28",),
    why="Old code on a new schema fails in ways that neither version shows alone.",
    fix="Give the command, such as `alembic downgrade -1`, or the restore of a backup; say which migrations have no way back.",
    judge=topic(
        Topic(
            "rollback",
            "rollback of data migrations",
            {
                "a command that takes migrations back or restores the data": either(
                    command("migrate-back", "restore"), uncharted("migration-rollback"), handed_on
                )
            },
            about=("migration-rollback",),
            may_decline=True,
            unless=_without_migrations,
        )
    ),
)
