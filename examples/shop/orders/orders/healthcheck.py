"""Exits 0 when the service in this container is alive."""

import os
import sys
from urllib.request import urlopen

try:
    with urlopen(f"http://127.0.0.1:{os.environ.get('PORT', '8083')}/healthz", timeout=2):
        pass
except OSError:
    sys.exit(1)
