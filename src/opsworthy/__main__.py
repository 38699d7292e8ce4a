"""`python -m opsworthy`."""

from opsworthy.cli.main import main

main()
