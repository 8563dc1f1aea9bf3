"""`python -m demerit`."""

from demerit.cli import main

main()
