import dj_database_url
from decouple import Csv, config
from environs import Env
from starlette.config import Config

env = Env()
settings = Config(".env")

DATABASES = {"default": dj_database_url.config(default="postgres://localhost/app", conn_max_age=600)}
DEBUG = config("DEBUG", default=False, cast=bool)
HOSTS = config("HOSTS", cast=Csv())
LIMIT = env.int("LIMIT", 20)
TITLE = env.str("TITLE")
LEVEL = settings("LEVEL", cast=str, default="warning")
TESTING = settings("TESTING", cast=bool)
