"""What was counted of late in the whole country: added up over provinces once, and asked for in later months."""

from demerit.world.rooms import Array


class Lately:
    """A field of the sums of each month, of the country, kept for so many months."""

    def __init__(self, field: str, months: int) -> None:
        self.field, self.months = field, months
        self._known: dict[int, Array] = {}

    def of(self, month: int, sums: Array) -> Array:
        """That of a month.  sums: records by province."""
        if month not in self._known:
            self._known = {known: each for known, each in self._known.items() if known > month - self.months}
            self._known[month] = sums[self.field].sum(axis=0)
        return self._known[month]
