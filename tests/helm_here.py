"""The Helm that tests may start: the installed one, or one that `OPSWORTHY_WITH_HELM=1` builds with go in `build/tools`."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

_TOOLS = Path(__file__).parents[1] / "build" / "tools"
_MODULE = "helm.sh/helm/v3/cmd/helm@v3.16.4"
WHY_NOT = "helm is not installed; with go, OPSWORTHY_WITH_HELM=1 builds one in build/tools"


@cache
def helm() -> str | None:
    """Where it is; None where there is none and none can be made."""
    found = shutil.which("helm") or shutil.which("helm", path=str(_TOOLS))
    go = shutil.which("go")
    if found or go is None or os.environ.get("OPSWORTHY_WITH_HELM") != "1":
        return found
    _TOOLS.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "GOBIN": str(_TOOLS), "GOFLAGS": "-mod=mod"}
    subprocess.run([go, "install", _MODULE], env=environment, check=False, timeout=900)
    return shutil.which("helm", path=str(_TOOLS))
