import os
from os import environ as env, getenv

TIMEOUT_NAME = "WORKER_TIMEOUT"

DEBUG = os.environ.get("DEBUG", "0") == "1"
DATABASE_URL = os.environ["DATABASE_URL"]
CACHE = env.get("CACHE_ADDRESS") or "localhost:11211"
PORT = int(getenv("PORT", 8000))
REGION = getenv("REGION")
TIMEOUT = float(os.environ.get(TIMEOUT_NAME, 2.5))
API_TOKEN = os.getenv("API_TOKEN", "not-for-production")
if "SENTRY_RELEASE" in os.environ:
    RELEASE = os.environ["SENTRY_RELEASE"]
os.environ["TZ"] = "UTC"
os.environ.setdefault("APP_SETTINGS", "app.settings")
text = "os.environ['IN_A_STRING']"  # os.environ["IN_A_COMMENT"]
EOF_MARK = os.path.join("a", "b")
