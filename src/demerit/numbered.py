"""Names with frozen numbers."""

from collections.abc import Iterable, Iterator, Mapping


class Numbered:
    """Names, each with a number that is written beside it and never changes: a tuple that may have gaps.

    Iterating gives the names in the order of their numbers; `X[number]` is a name, `X.index(name)` its number.  There
    is no length, since there can be fewer names than places: an array with a place for each has `X.room` of them, one
    more than the highest number given.

    numbers: by name; most: numbers that there can be at all, 0 to most - 1.  Raises ValueError where two share one, or
    one is out of range.
    """

    def __init__(self, numbers: Mapping[str, int], most: int) -> None:
        self._names = {number: name for name, number in sorted(numbers.items(), key=lambda item: item[1])}
        self._numbers = {name: number for number, name in self._names.items()}
        if len(self._names) < len(numbers):
            raise ValueError(f"two names share a number: {dict(numbers)}")
        if not all(0 <= number < most for number in self._names):
            raise ValueError(f"a number is not within 0 to {most - 1}: {dict(numbers)}")
        self.room = 1 + max(self._names)
        self.most = most

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __contains__(self, name: object) -> bool:
        return name in self._numbers

    def __getitem__(self, number: int) -> str:
        return self._names[number]

    def __or__(self, other: "Numbered") -> "Numbered":
        """Both together, as far as numbers go that either may have.  Raises ValueError where they share any."""
        if not self._numbers.keys().isdisjoint(other):
            raise ValueError(f"names are in both: {self} {other}")
        return Numbered({**self._numbers, **other._numbers}, max(self.most, other.most))

    def index(self, name: str) -> int:
        """The number of a name.  Raises KeyError."""
        return self._numbers[name]

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Numbers and names, in the order of numbers."""
        return iter(self._names.items())

    def __repr__(self) -> str:
        return f"Numbered({self._numbers}, most={self.most})"


def places(names: Numbered | tuple[str, ...]) -> Iterable[tuple[int, str]]:
    """Places in an array and names: by their numbers, or by their positions."""
    return names.numbered() if isinstance(names, Numbered) else enumerate(names)
