"""The command line: a module a command.  Each imports what it needs when it is called, so that help is quick."""

from demerit.cli import bench, check, fit, life, lists, new, report, run, scenarios, schema, verify, warm
from demerit.cli.app import app, main

COMMANDS = (run, life, lists, report, verify, scenarios, check, new, schema, fit, bench, warm)  # by importing them

__all__ = ["COMMANDS", "app", "main"]
