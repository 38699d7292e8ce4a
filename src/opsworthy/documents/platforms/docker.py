"""Docker alone: where a Dockerfile is all that a repository says about how it runs."""

from opsworthy.documents.docker import deploying, running
from opsworthy.documents.platform import Platform

PLATFORM = Platform(
    name="docker",
    title="Docker",
    tools=deploying.TOOLS,
    access=deploying.access,
    setting=deploying.setting,
    deploy=deploying.deploy,
    window=deploying.window,
    verify=deploying.verify,
    verify_undone=deploying.verify,
    health=running.health,
    logs=running.logs,
    start=running.start,
    stop=running.stop,
    restart=running.restart,
    scale=running.scale,
    maintain=running.maintain,
    restore=deploying.restore,
    signals=running.signals,
    decisions=running.decisions,
    issues=running.issues,
    last_good=deploying.last_good,
    roll_back=deploying.roll_back,
    inside=running.inside,
    reload=running.reload,
)
