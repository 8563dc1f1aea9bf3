"""A person's month in eight steps: one readable function, compiled."""
