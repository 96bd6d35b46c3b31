"""`python -m onrecord`: the command line."""

from .cli import main

main()
