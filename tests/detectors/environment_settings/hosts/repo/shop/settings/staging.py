import os

DOMAIN = os.environ.setdefault("DOMAIN", "staging.shopware-store.org")
ALLOWED_HOSTS = [DOMAIN]
