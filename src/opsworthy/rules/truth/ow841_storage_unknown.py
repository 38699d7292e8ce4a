"""The document names a bucket or a queue that is not there, or restores a database that nothing here has."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.claiming.judging import claimed

RULE = Rule(
    id="OW841",
    name="storage-unknown",
    summary="The datastores, buckets and queues of the system that the document names are declared.",
    clauses=(
        "REV-03",
        "DOM-05",
    ),
    why="A backup is looked for where there is none.",
    fix="Write the name as the files have it; the related place shows it.",
    judge=claimed("datastores, buckets and queues", "datastore", "bucket", "queue"),
    profiles=("service", "page", "alert", "cost-plan"),
    fixable=True,
    needs="nothing",
)
