"""Households first, then their members: traits as functions of (seed, id)."""
