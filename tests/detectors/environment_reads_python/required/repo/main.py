import os
import sys

bucket = os.environ.get("BUCKET")
if not bucket:
    raise RuntimeError("BUCKET is not set")

queue = os.getenv("QUEUE", "")
if queue == "":
    sys.exit("QUEUE is not set")

if os.environ.get("ACCOUNT") is None:
    raise SystemExit(1)

try:
    zone = os.environ["ZONE"]
except KeyError:
    zone = "eu"

mode = os.environ.get("MODE")
if not mode:
    mode = "plain"


def region() -> str:
    if "REGION" not in os.environ:
        return "eu-central-1"
    return os.environ["REGION"]


def owner() -> str:
    return os.environ["OWNER"] if os.environ.get("OWNER") else "nobody"
