import os

import environ


def as_list(name, default=""):
    return os.environ.get(name, default).split(",")


env = environ.Env(DEBUG=(bool, False))
