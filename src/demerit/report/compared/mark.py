"""The mark of everything that a comparison shows."""

from dataclasses import dataclass

from demerit.report.marks import Mark

KIND = "It is the difference between two worlds of the same people and the same chance: what the change does, and what it sets off"


@dataclass(frozen=True)
class OfBoth(Mark):
    """A mark that says what a difference is instead of what a run's figure is."""

    @property
    def statements(self) -> list[str]:
        """What stands under a figure in a CSV."""
        return [f"Mark: {self.word}. Reference: {self.reference}", KIND]

    @property
    def in_short(self) -> list[str]:
        """What stands under it in a picture."""
        return [f"Mark: {self.word}. Reference: {self.reference}", KIND]


MARK = OfBoth("assumed", "none, nobody knows", "Nobody has seen the same people live in both.")
