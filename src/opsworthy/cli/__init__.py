"""Words at the terminal: arguments in, text and exit codes out."""

import gc

SELDOM = 500_000
"""New objects after which those that nobody holds any more are looked for: most of what a command makes it needs to its end."""

gc.set_threshold(SELDOM)  # Here, since half of what a short command makes is made while it is imported.
