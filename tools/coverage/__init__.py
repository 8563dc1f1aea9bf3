"""Whether bands hold what they should."""
