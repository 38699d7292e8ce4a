from shop.env import as_list, env

ALLOWED_HOSTS = as_list("ALLOWED_HOSTS", "localhost")
DATABASES = {"default": env.db(default="sqlite:///db.sqlite3")}
CACHE = env.cache("CACHE_ADDRESS")
WORKERS = env.int("WORKERS", default=2)
SITE = env("SITE_NAME")
DEBUG = env("DEBUG")
