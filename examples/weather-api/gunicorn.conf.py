"""Gunicorn settings. WEB_CONCURRENCY, read by gunicorn itself, sets the number of workers."""

import os

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
threads = 4
timeout = 30

# Heroku sends SIGTERM and kills the dyno 30 seconds later: finish requests before that.
graceful_timeout = 25
keepalive = 5

# The heartbeat file must not live on a disk that can stall a worker.
worker_tmp_dir = "/dev/shm"

# Heroku has ps:restart; nobody can reach a socket inside a dyno.
control_socket_disable = True

# The application logs each request itself, so gunicorn's access log (logger gunicorn.access below) has no handler.
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "INFO").lower()
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "weather_api.logs.JsonFormatter"}},
    "handlers": {
        "stdout": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stdout"}
    },
    "root": {"handlers": ["stdout"], "level": os.environ.get("LOG_LEVEL", "INFO").upper()},
    "loggers": {
        "gunicorn.error": {"handlers": ["stdout"], "propagate": False, "level": "INFO"},
        "gunicorn.access": {"handlers": [], "propagate": False},
    },
}


def worker_exit(server, worker):
    """Give the database connections back when a worker stops."""
    application = getattr(worker, "wsgi", None)
    if application is not None:
        application.extensions["weather_store"].close()
