"""What rests on what among organisations: see `resting`."""

from collections.abc import Iterator

from demerit.scenario.changing.resting import BLACKLIST, Rest
from demerit.scenario.checks.organisations import HERE, books
from demerit.scenario.organisations import Bad, OrganisationPoints, Representative, Rulebook
from demerit.scenario.problems import Path
from demerit.scenario.regime import Regime

SOURCES: Path = (HERE, "data_sources")


def resting(regime: Regime) -> Iterator[Rest]:
    """Everything that rests on something."""
    if regime.organisations is None:
        return
    seen: dict[str, tuple[Path, ...]] = {}
    for name, source in regime.organisations.data_sources.items():
        for act, share in source.sees.items():
            if share > 0:
                seen[act] = (*seen.get(act, ()), (*SOURCES, name, "sees", act))
    whose = not regime.lists.blacklist.absent
    each = [Book((HERE, name), book, seen, whose) for name, book in books(regime.organisations)]
    for one in each:
        yield from one.all()
    for name, source in regime.organisations.data_sources.items():
        sights = tuple((*SOURCES, name, "sees", act) for act, share in source.sees.items() if share > 0)
        yield Rest((*SOURCES, name), sights)
        for here in sights:
            yield Rest(here, tuple(about for one in each for act, about in one.about() if act == here[-1]))


class Book:
    """A rulebook, where it stands.  people: whether people have a blacklist, which owners can be on."""

    def __init__(self, at: Path, book: Rulebook, seen: dict[str, tuple[Path, ...]], people: bool) -> None:
        self.at, self.book, self.seen, self.people = at, book, seen, people
        self.black: Path = (*at, "blacklist")
        self.watch: Path = (*at, "watchlist")
        self.rating: Path = (*at, "rating")
        self.owner_lists: Path = (*at, "spillover", "owner", "lists")
        self.escalates: Path = (*self.watch, "escalates_after_days")

    def about(self) -> Iterator[tuple[str, Path]]:
        """Every act that something follows from, and what."""
        book = self.book
        yield from ((rule.conduct, (*self.at, "rules", n)) for n, rule in enumerate(book.rules))
        yield from ((fine.conduct, (*self.at, "fines", n)) for n, fine in enumerate(book.fines))
        for at, grounds in ((self.black, book.blacklist), (self.watch, book.watchlist)):
            if grounds is not None:
                yield from ((name, (*at, "grounds", n)) for n, name in enumerate(grounds.grounds))

    def all(self) -> Iterator[Rest]:
        """Everything that rests on something."""
        yield from (Rest(part, self.seen.get(act, ())) for act, part in self.about())
        yield from self._rating()
        yield from self._lists()
        for name, bar in self.book.consequences.items():
            yield from self._borne((*self.at, "consequences", name), bar)
        for key, burden in (("tax", self.book.tax), ("inspection", self.book.inspection)):
            if burden is not None:
                yield from self._borne((*self.at, key), burden)
        yield from self._spillover()

    def _rating(self) -> Iterator[Rest]:
        rating = self.book.rating
        if rating is None:
            return
        if self.book.points != OrganisationPoints():  # type: ignore[call-arg]
            yield Rest(self.rating, ((*self.at, "points"),))
        yield Rest(self.rating, tuple((*self.rating, "bands", name) for name in rating.bands if name != "M"))
        yield from self._rated((*self.rating, "keeps"), rating.keeps)
        if rating.best is not None:
            yield from self._rated((*self.rating, "best", "not_after"), rating.best.not_after)

    def _rated(self, at: Path, ratings: tuple[str, ...]) -> Iterator[Rest]:
        """A list of ratings: each needs its band."""
        bands = self.book.rating.bands if self.book.rating is not None else {}
        for n, name in enumerate(ratings):
            yield Rest((*at, n), ((*self.rating, "bands", name),) if name in bands else ())

    def _borne(self, at: Path, bad: Bad) -> Iterator[Rest]:
        """Something that falls on organisations for a rating, or for being on a list."""
        yield from self._rated((*at, "ratings"), bad.ratings)
        causes = [(*at, "ratings", n) for n in range(len(bad.ratings))]
        for key, said, needed in (("listed", bad.listed, self.black), ("watched", bad.watched, self.watch)):
            if said:
                causes.append((*at, key))
                yield Rest((*at, key), (needed,))
        yield Rest(at, tuple(causes))

    def _lists(self) -> Iterator[Rest]:
        black, watch, owner = self.book.blacklist, self.book.watchlist, self.book.spillover.owner
        if watch is not None:
            yield Rest(self.watch, tuple((*self.watch, "grounds", n) for n in range(len(watch.grounds))))
        if black is None:
            return
        ways: list[Path] = [(*self.black, "ratings", n) for n in range(len(black.ratings))]
        ways += [(*self.black, "grounds", n) for n in range(len(black.grounds))]
        ways += [self.owner_lists] if owner is not None and owner.lists else []
        if watch is not None and watch.escalates_after_days > 0:
            ways.append(self.escalates)
            yield Rest(self.escalates, (self.black,))
        yield Rest(self.black, tuple(ways))
        yield from self._rated((*self.black, "ratings"), black.ratings)
        for name in black.terms:
            yield Rest((*self.black, "terms", name), self._ground(name))
        if self.book.suspension is not None:
            yield Rest((*self.at, "suspension"), (self.black,))

    def _spillover(self) -> Iterator[Rest]:
        owner = self.book.spillover.owner
        at: Path = (*self.at, "spillover")
        if owner is not None:
            whole = (*at, "owner")
            causes = [(*whole, "points")] if owner.points else []
            yield Rest(whole, (BLACKLIST,) if self.people else ())
            yield Rest(whole, (*causes, *([self.owner_lists] if owner.lists else [])))
            if owner.lists:
                yield Rest(self.owner_lists, (self.black,))
        for n, one in enumerate(self.book.spillover.representatives):
            yield from self._representative((*at, "representatives", n), one)

    def _representative(self, at: Path, one: Representative) -> Iterator[Rest]:
        yield Rest(at, (self.black,))
        grounds = tuple((*at, "grounds", n) for n in range(len(one.grounds)))
        yield Rest(at, grounds)
        yield from (Rest(ground, self._ground(name)) for ground, name in zip(grounds, one.grounds, strict=True))

    def _ground(self, name: str) -> tuple[Path, ...]:
        """What brings organisations onto the blacklist on a ground."""
        black = self.book.blacklist
        if black is None:
            return ()
        if name == "rating":
            return tuple((*self.black, "ratings", n) for n in range(len(black.ratings)))
        if name in ("owner", "watchlist"):
            return (self.owner_lists,) if name == "owner" else (self.escalates,)
        return ((*self.black, "grounds", black.grounds.index(name)),) if name in black.grounds else ()
