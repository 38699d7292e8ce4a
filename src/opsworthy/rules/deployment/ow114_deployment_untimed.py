"""Nothing says how long a deployment takes."""

from opsworthy.rules.rule import Rule
from opsworthy.rules.shapes.apart import elsewhere_than, outside
from opsworthy.rules.shapes.environments import Duty, for_each_environment
from opsworthy.rules.shapes.timing import takes

RULE = Rule(
    id="OW114",
    name="deployment-untimed",
    summary="Deployment says how long it takes, for each environment.",
    clauses=("DOD-04", "RBS-05", "RBM-02", "RBV-06"),
    why="Whoever does not know that it takes five minutes cannot know after twenty that it hangs.",
    fix="Write the time that it took last, such as `Expected duration: 15 minutes (5 to deploy, 10 to watch)`.",
    judge=for_each_environment(
        Duty(
            "the expected duration",
            elsewhere_than(outside(takes, "secrets"), "secrets"),
            about=("duration",),
            empty="is no length of time to go by",
            questions=("environments.<env>.deploy-minutes", "release.minutes"),
        )
    ),
    tier=2,
)
