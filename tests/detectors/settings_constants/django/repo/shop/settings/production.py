import os

SECRET_KEY = "91ff$q(oa)44d0a9"
DEBUG = False
API_TOKEN = os.environ["API_TOKEN"]
EMAIL_HOST_PASSWORD = ""
PASSWORD_HASHERS = ["a"]
STRIPE_KEY = f"{PREFIX}-x"
MAILER_TOKEN = (
    "changeme"
)
TOKEN_TTL = "60"


class Inner:
    OTHER_SECRET = "91ff"
