import os

PORT = os.environ.get("PORT", "9000")

def unfinished(
