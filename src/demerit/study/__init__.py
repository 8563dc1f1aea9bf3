"""Studies of a scenario: fitting what nobody knows to figures with a reference."""
