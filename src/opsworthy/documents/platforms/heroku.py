"""Heroku: its command line with this app's processes, add-ons and releases."""

from opsworthy.documents.heroku import deploying, running, watching
from opsworthy.documents.platform import Platform

PLATFORM = Platform(
    name="heroku",
    title="Heroku",
    tools=deploying.TOOLS,
    access=deploying.access,
    setting=deploying.setting,
    deploy=deploying.deploy,
    window=deploying.window,
    verify=deploying.verify,
    verify_undone=deploying.verify_undone,
    health=running.health,
    logs=running.logs,
    start=running.start,
    stop=running.stop,
    restart=running.restart,
    scale=running.scale,
    maintain=running.maintain,
    restore=running.restore,
    signals=watching.signals,
    decisions=watching.decisions,
    issues=watching.issues,
    last_good=deploying.last_good,
    roll_back=deploying.roll_back,
    inside=running.inside,
    reload=running.reload,
)
