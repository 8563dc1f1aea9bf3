"""Towards the record: fitting the few values that may be fitted, with a history."""
