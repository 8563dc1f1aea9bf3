"""Comparing scenarios person by person: a base and variants of it on the same people, by the same chance."""

from demerit.comparison.comparing import Compared, compare, filled, saved
from demerit.comparison.plan import Plan
from demerit.comparison.variants import Variant, between, changed, other

__all__ = ["Compared", "Plan", "Variant", "between", "changed", "compare", "filled", "other", "saved"]
