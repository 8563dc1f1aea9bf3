"""Opinion as whole-number tables: of a society, and of what a regime does to it."""

from typing import TYPE_CHECKING, Any, Final

from demerit.draws import chance
from demerit.vocabulary import OF_DARING, OF_FOLLOWING, OF_GRUDGE, OF_STEP

if TYPE_CHECKING:
    from demerit.scenario import Regime, Society

SLOTS: Final = 32  # of opinions: five bits of a person's own draw
STEPS: Final = 256  # of thresholds: eight bits of another


def part(share: float, bits: int) -> int:
    """A share in units of a draw of so many bits, rounded to the nearest."""
    return round(share * (1 << bits))


def levels(distribution: tuple[float, ...]) -> list[int]:
    """The level of each slot, so that levels come as near to their shares as 32 slots allow (largest remainder)."""
    whole = [int(share * SLOTS) for share in distribution]
    rest = [share * SLOTS - n for share, n in zip(distribution, whole, strict=True)]
    for level in sorted(range(len(rest)), key=lambda i: (-rest[i], i))[: SLOTS - sum(whole)]:
        whole[level] += 1
    return [level for level, n in enumerate(whole) for _ in range(n)]


def thresholds(quantiles: tuple[float, ...]) -> list[int]:
    """The threshold, of 1024, of each of STEPS equal parts of the people: linear between eleven quantiles."""
    out = []
    for step in range(STEPS):
        at = step * (len(quantiles) - 1) / STEPS
        low = int(at)
        out.append(int(1024 * (quantiles[low] + (quantiles[low + 1] - quantiles[low]) * (at - low))))
    return out


def opinions(table: Any, society: "Society") -> None:
    """Put a society's opinions into its SOCIETY record."""
    said = society.opinions
    if said is None:
        table.opinions[:] = 8
        return
    table.opinionated = 1
    table.opinions[:] = levels(said.distribution)
    table.conform_household = part(said.household, OF_FOLLOWING)
    table.conform_community = part(said.community, OF_FOLLOWING)
    table.opinion_returns = part(said.returns_a_month, OF_STEP)
    table.speak_fear = part(said.fear, OF_DARING)
    table.shield = round(1024 * said.shield)
    table.courage_of[:] = thresholds(said.thresholds)


def pressures(table: Any, regime: "Regime", month: int) -> None:
    """Put what a regime does to opinion in a month into its LAW record."""
    said = regime.opinion
    if said is None:
        return
    table.media = part(said.media.at(month), OF_STEP) if said.media else 0
    table.school = part(said.school.at(month), OF_STEP) if said.school else 0
    table.media_online = part(said.media_online.at(month), OF_STEP) if said.media_online else table.media
    table.reactance = round(1024 * said.reactance)
    table.censorship = round(1024 * said.censorship.at(month)) if said.censorship else 0
    table.backfire = part(said.backfire, OF_GRUDGE)
    table.speech_pressure = round(1024 * said.pressure.at(month)) if said.pressure else 0
    if said.signal is not None and said.signal.month == month:
        table.signal = chance(said.signal.share)
    if said.ostracism is not None:
        table.peer_pressure = round(1024 * said.ostracism.strength.at(month))
        if table.peer_pressure > 0:
            table.shun_hardship, table.shun_fear = said.ostracism.hardship, said.ostracism.fear
            table.shun_from = round(1024 * said.ostracism.from_share)
