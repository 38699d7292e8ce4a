"""Kubernetes: kubectl with this repository's names, namespaces and labels."""

from opsworthy.documents.kubernetes import deploying, maintaining, rolling_back, running, scaling, signals, troubles, verifying
from opsworthy.documents.platform import Platform

PLATFORM = Platform(
    name="kubernetes",
    title="Kubernetes",
    tools=deploying.TOOLS,
    access=deploying.access,
    setting=deploying.setting,
    deploy=deploying.deploy,
    window=deploying.window,
    verify=verifying.verify,
    verify_undone=verifying.verify_undone,
    health=verifying.health,
    logs=running.logs,
    start=running.start,
    stop=running.stop,
    restart=running.restart,
    scale=scaling.scale,
    maintain=maintaining.maintain,
    restore=deploying.restore,
    signals=signals.signals,
    decisions=troubles.decisions,
    issues=troubles.issues,
    last_good=rolling_back.last_good,
    roll_back=rolling_back.roll_back,
    inside=running.inside,
    reload=running.reload,
)
