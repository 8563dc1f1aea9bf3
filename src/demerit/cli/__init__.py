"""The command line: a module a command.  Each imports what it needs when it is called, so that help is quick."""

import sys

try:
    from demerit.cli import (
        attribute,
        bench,
        change,
        check,
        claims,
        compare,
        fit,
        life,
        lists,
        new,
        report,
        run,
        scenarios,
        schema,
        serve,
        verify,
        warm,
    )
    from demerit.cli.app import app, main
except KeyboardInterrupt:  # Ctrl-C while the commands load
    sys.stderr.write("demerit: interrupted\n")
    sys.exit(130)

# By importing them.
COMMANDS = (
    *(run, compare, attribute, serve, life, lists, report, verify, claims),
    *(scenarios, check, new, change, schema, fit, bench, warm),
)

__all__ = ["COMMANDS", "app", "main"]
