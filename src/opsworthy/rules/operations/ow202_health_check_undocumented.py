"""Nothing says how to ask the service whether it is well, or what a good answer is."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.answer import answered
from opsworthy.rules.shapes.apart import outside
from opsworthy.rules.shapes.evidence import Finder, command, either
from opsworthy.rules.shapes.statements import address_answered, health_address
from opsworthy.rules.shapes.topic import Topic, topic


def _apart(finder: Finder) -> Finder:
    """What is watched while it starts or scales says nothing of how to ask for its health."""
    return outside(finder, "lifecycle", "scaling", "maintenance", keep="health")


RULE = Rule(
    id="OW202",
    name="health-check-undocumented",
    summary="Operations says how to ask the service for its health and which answer means that it is well.",
    clauses=("DOD-05", "RBS-09", "RBV-08", "DOM-04"),
    why="An answer that nobody can read is no answer: without the expected one, 200 with an error page looks like health.",
    fix="Give the command and, beside it, the answer: `curl -i https://shop.example/healthz` and `# Expected: HTTP/1.1 200 OK`.",
    judge=topic(
        Topic(
            "operations",
            "health check",
            {
                "a command or an address that asks for its health": _apart(
                    either(command("health", "status", part="health"), health_address)
                ),
                "the answer that means it is well": _apart(either(answered("health", "status"), address_answered)),
            },
            about=("health",),
        )
    ),
)
