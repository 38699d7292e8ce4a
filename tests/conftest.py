"""Property tests draw the same examples at every run, so that a pass stays a pass; OPSWORTHY_FUZZ=1 draws new ones. What commands
keep for their next run goes into a folder of the test run."""

import os
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings

settings.register_profile("steady", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("fuzz" if os.environ.get("OPSWORTHY_FUZZ") else "steady")

_KEPT = TemporaryDirectory(prefix="opsworthy-tests-")
os.environ["OPSWORTHY_CACHE_DIR"] = _KEPT.name
