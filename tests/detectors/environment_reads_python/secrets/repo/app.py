import os

PASSWORD = os.environ.get("DB_PASSWORD", "pw91ffpw")
ADDRESS = os.environ.get("ORDERS", "postgres://app:pw44d0a9pw@db/orders")
KEY = os.getenv("SIGNING_KEY") or "k91ffk"
