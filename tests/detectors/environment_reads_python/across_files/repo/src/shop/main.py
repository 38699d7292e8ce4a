import os

from shop.options import read_options

options = read_options(os.environ, strict=True)
