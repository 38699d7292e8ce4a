from ..env import as_list
from .base import *

INTERNAL_IPS = as_list("INTERNAL_IPS")
