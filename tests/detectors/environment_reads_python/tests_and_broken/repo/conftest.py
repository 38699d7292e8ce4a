import os

HOME = os.environ["ALSO_ONLY_IN_TESTS"]
