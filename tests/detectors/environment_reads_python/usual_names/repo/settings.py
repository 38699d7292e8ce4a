import dj_database_url
import django_cache_url

REPLICA = "DATABASE_URL_REPLICA"

DATABASES = {
    "default": dj_database_url.config(env=dj_database_url.DEFAULT_ENV, default="postgres://localhost:5432/shop"),
    "replica": dj_database_url.config(env=REPLICA, conn_max_age=60),
    "other": dj_database_url.config(env=chosen()),
}
CACHES = {"default": django_cache_url.config()}
