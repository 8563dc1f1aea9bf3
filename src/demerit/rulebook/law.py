"""The regime of one month as whole-number tables, flat: what the month reads instead of the scenario."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demerit.calendar import NEVER
from demerit.catalogue.right import AS_IT_IS, BY_CONDUCT, BY_STAKE, CHANCE
from demerit.catalogue.rights import TERMS
from demerit.draws import ONE, Fields, alone, chance, record, structure
from demerit.ranges import BANDS, BEYOND, GROUNDS, MOST_POINTS, MOST_PROVINCES, SCORES
from demerit.rulebook.coverage import coverage
from demerit.rulebook.learned import FIELDS as LEARNED
from demerit.rulebook.learned import learned_score
from demerit.rulebook.opinion import pressures
from demerit.rulebook.scores import commercial_scores
from demerit.vocabulary import AGE_CLASSES, COMMERCIAL_FEATURES, CONDUCT, DEMANDS, GROUPS, SOURCES, TIERS

if TYPE_CHECKING:
    from demerit.rulebook.places import Country
    from demerit.scenario import Regime, Society
    from demerit.scenario.rules import HealthPass

P: Final = MOST_PROVINCES
T: Final = len(TIERS)
G: Final = GROUPS.room
C: Final = CONDUCT.room
D: Final = DEMANDS.room
S: Final = SOURCES.room
FINED, CLAW_BACK = 1, 2  # what an automatic penalty is

# Of a right's term in the law: one value, one a conduct, or, of who objects, to what happened and to what did not, by
# what is at stake (`demerit.month.objections`).
SHAPES: Final = {AS_IT_IS: (), CHANCE: (), BY_CONDUCT: (C,), BY_STAKE: (2, 3)}

LAW: Final = structure(
    [
        ("sees", np.int64, (P, T, G, C, S)),  # cumulative over data sources, of ONE
        ("detain", np.int64, (P, G, C, S)),
        ("detain_days", np.int64, (P, G, C, S)),
        ("rollout", np.int64, (P, T)),
        ("false_record", np.int64, (P, T, G, S)),  # cumulative over data sources
        ("false_any", np.int64, (P, T, G)),
        ("false_conduct", np.int64, (S, C)),
        ("false_choices", np.int64, (S,)),
        ("mistaken", np.int64, (G, S)),
        ("delay", np.int64, (S,)),
        ("penalty", np.int64, (C, S)),
        *[(name, np.int64, (C,)) for name in ("points", "watched", "ground", "critics", "expires")],
        *[(name, np.int64, (D,)) for name in ("bar_below", "bar_share", "favour", "cost")],
        *[(name, np.int64, (D,)) for name in ("bar_listed", "bar_relatives", "bar_health", "bar_grounds", "attempts")],
        *[(name, np.int64, (GROUNDS,)) for name in ("ground_days", "ground_until", "ground_points")],
        ("objects_schooling", np.int64, (6,)),  # factors, of 1024
        *[(name, np.int64, (SCORES,)) for name in ("customers", "score_start", "score_lowest", "score_highest")],
        *[(name, np.int64, (SCORES,)) for name in ("score_online", "score_feeds", "score_least_age")],
        ("score_by_age", np.int64, (SCORES, len(AGE_CLASSES) + 1)),
        ("score_by_income", np.int64, (SCORES, 5)),
        ("score_points", np.int64, (SCORES, len(COMMERCIAL_FEATURES))),
        ("score_bars", np.int64, (SCORES, D)),
        ("band_from", np.int64, (BANDS,)),
        ("score_bands", np.int64, (SCORES,)),
        ("score_band_from", np.int64, (SCORES, BANDS)),
        *LEARNED,
        *[
            (name, np.int64)
            for name in (
                *("active", "start", "lowest", "highest"),
                *("black_entry", "black_leave", "black_from", "repeat_days", "black_published"),
                *("red_entry", "red_leave", "red_from"),
                *("critic_days", "false_as_recorded"),
                *("fear_fine", "fear_refusal", "fear_listing", "fear_claw_back", "fear_detention", "fear_for_speech"),
                *("fear_relative", "fear_relative_detained", "fear_neighbours", "fear_share", "fear_watched"),
                "fear_passes",
                *("cost_of_fine", "cost_of_claw_back", "cost_of_detention", "fine_due_days", "claw_back_due_days"),
                *("pressure", "pass_days", "scores"),
                *("media", "media_online", "school", "reactance", "backfire", "speech_pressure", "signal"),
                *("peer_pressure", "shun_hardship", "shun_fear", "shun_from", "censorship"),
                *("bands", "clean_year", "clean_from", "least_age"),
            )
        ],
        *[(term.field, np.int64, SHAPES[term.code]) for term in TERMS],
    ]
)


def nothing() -> Any:
    """The law of a month without any regime: nobody is recorded, listed, refused or frightened."""
    law = record(LAW)
    law.critics[:] = 1024
    law.black_entry = -BEYOND
    law.black_leave = -BEYOND
    law.black_from = NEVER
    law.red_from = NEVER
    law.red_entry = BEYOND
    law.red_leave = BEYOND
    law.lowest = -MOST_POINTS
    law.highest = MOST_POINTS
    law.fear_passes = 128
    law.pressure = 1024
    law.attempts[:] = 1024
    law.learned_bars[:] = -BEYOND
    law.learned_lists = -BEYOND
    return law


@lru_cache(maxsize=1)
def before() -> Any:
    """The same, of every month before a regime: one record, to be read alone."""
    return nothing()


def law(regime: "Regime", society: "Society", country: "Country", month: int) -> Any:
    """The LAW record of a regime in a month (absolute, year * 12 + month - 1)."""
    out = nothing()
    table = Fields(alone(out))
    table.active = 1
    _rollout(table, regime, country, month)
    _rules(table, regime, month)
    _existing(table, society, month)
    _sight(table, regime, country, month)
    _lists(table, regime, month)
    _consequences(table, regime, month)
    _detention(table, regime, country, month)
    _passes(table, regime, month)
    _rights(table, regime.rights)
    _response(table, regime, society)
    commercial_scores(table, regime, month)
    pressures(table, regime, month)
    learned_score(table, regime)
    return out


def _share(value: float) -> int:
    return chance(min(max(value, 0.0), 1.0))


def _rollout(table: Any, regime: "Regime", country: "Country", month: int) -> None:
    table.least_age = regime.rollout.least_age
    inside = [country.provinces.index(name) for name in regime.rollout.provinces or country.provinces]
    for tier, name in enumerate(TIERS):
        first, last = regime.rollout.tiers[name]
        share = (month - first + 1) / (last - first + 1)
        table.rollout[inside, tier] = _share(share)


def _rules(table: Any, regime: "Regime", month: int) -> None:
    table.start = regime.points.start
    table.lowest = regime.points.lowest - regime.points.start
    table.highest = regime.points.highest - regime.points.start
    table.clean_year = regime.points.clean_year
    table.clean_from = regime.points.since + 12
    for rule in regime.rules:
        conduct = CONDUCT.index(rule.conduct)
        table.watched[conduct] = 1
        if month >= regime.points.since:
            table.points[conduct] += rule.points
            table.expires[conduct] = max(int(table.expires[conduct]), rule.expires_days)
    named = sorted(regime.points.bands.values(), reverse=True)
    table.bands = len(named) if month >= regime.points.since else 0
    table.band_from[: len(named)] = named
    for number, name in enumerate(regime.lists.blacklist.grounds, 1):
        table.ground[CONDUCT.index(name)] = number
        table.ground_points[number] = table.points[CONDUCT.index(name)]
        table.watched[CONDUCT.index(name)] = 1
    if regime.health_pass is not None:
        table.watched[CONDUCT.index("health_breach")] = 1
    critics = regime.enforcement.critics
    by_rule = {rule.id: CONDUCT.index(rule.conduct) for rule in regime.rules}
    table.critic_days = critics.known_days
    for rule_id in critics.rules:
        if rule_id in by_rule:  # an intervention may have taken all rules away
            table.critics[by_rule[rule_id]] = round(1024 * critics.factor)


def _existing(table: Any, society: "Society", month: int) -> None:
    """Nothing is recorded of what there is not in this month, not even falsely."""
    for name, kind in society.conduct.items():
        if kind.in_month(month) == 0.0:
            table.watched[CONDUCT.index(name)] = 0


def _sight(table: Any, regime: "Regime", country: "Country", month: int) -> None:
    """What each data source records where, cumulated over sources; its delay, false records and mistakes."""
    covered = coverage(regime, country, month)  # (province, tier, source), float
    watched = covered[:, :, None] * _attention(regime, country, month)[:, None]  # (province, tier, group, source)
    accused = _attention(regime, country, month, false_records=True)[:, None]
    held = _held_against(regime, month)
    points_taken = table.points < 0
    sight = np.zeros((C, S))
    rates = np.zeros(S)
    for s, name in SOURCES.numbered():
        source = regime.data_sources.get(name)
        if source is not None:
            sight[:, s] = _sight_of(source, table.watched)
            table.delay[s] = source.delay_days
            table.mistaken[:, s] = [chance(rate) for rate in source.wrong_person_rate]
            bad = np.flatnonzero((sight[:, s] > 0) & (points_taken | held[:, s]))
            table.false_conduct[s, : len(bad)] = bad
            table.false_choices[s] = len(bad)
            rates[s] = source.false_record_rate if len(bad) else 0.0
    provinces = len(country.provinces)
    table.sees[:provinces] = _seen(watched.tobytes(), sight.tobytes())
    table.false_record[:provinces] = _cumulated((covered[:, :, None] > 0) * (rates * accused))
    table.false_any[:] = table.false_record[:, :, :, S - 1]
    for penalty in regime.automatic_penalties:
        if month >= penalty.since:
            cell = CONDUCT.index(penalty.conduct), SOURCES.index(penalty.source)
            table.penalty[cell] = CLAW_BACK if penalty.claws_back else FINED


@lru_cache(maxsize=2)
def _seen(watched: bytes, sight: bytes) -> Any:
    """Shares of acts recorded, (province, tier, group, conduct, source); worlds side by side mostly see the same.

    watched: float (province, tier, group, source), how closely; sight: float (conduct, source), what where all is seen.
    """
    closely, seen = np.frombuffer(watched).reshape(-1, T, G, 1, S), np.frombuffer(sight).reshape(C, S)
    at_all = np.flatnonzero(seen.any(axis=1))  # most conduct nobody sees
    out = np.zeros((len(closely), T, G, C, S), np.int64)
    out[:, :, :, at_all] = _cumulated(closely * seen[at_all])
    return out


def _cumulated(values: Any) -> Any:
    """Shares cumulative over data sources, the last axis, in units of a draw."""
    return _shares(np.cumsum(values, axis=-1))


def _held_against(regime: "Regime", month: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Whether a record brings a listing, a penalty, detention, a lost pass: (conduct, source)."""
    out = np.zeros((C, S), np.bool_)
    for name in regime.lists.blacklist.grounds:
        out[CONDUCT.index(name)] = True
    punished = [(penalty.conduct, penalty.source, penalty.since) for penalty in regime.automatic_penalties]
    punished += [(arrest.conduct, arrest.source, arrest.since) for arrest in regime.detention]
    for conduct, source, since in punished:
        out[CONDUCT.index(conduct), SOURCES.index(source)] |= month >= since
    if regime.health_pass is not None and regime.health_pass.since <= month <= regime.health_pass.until:
        out[CONDUCT.index("health_breach")] = True
    return out


def _shares(values: Any) -> Any:
    """Shares in [0, 1] in units of a draw; element by element, so the same on every machine."""
    return (np.minimum(values, 1.0) * ONE + 0.5).astype(np.int64)


def _sight_of(source: Any, watched: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Share of each conduct that a data source records where it covers everything."""
    out = np.zeros(C)
    for name, share in source.sees.items():
        c = CONDUCT.index(name)
        out[c] = share * (1.0 - source.miss_rate) * bool(watched[c])
    return out


def _attention(
    regime: "Regime", country: "Country", month: int, false_records: bool = False
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """How much more closely a group is watched somewhere: (province, group, source), 1 where no rule says so.

    false_records: only by rules of which more false records come, too.
    """
    factors = np.ones((len(country.provinces), G, S))
    for special in regime.enforcement.groups:
        if month >= special.since and (special.false_records or not false_records):
            where = [country.provinces.index(special.province)] if special.province else range(len(country.provinces))
            for name in special.sources:
                factors[where, GROUPS.index(special.group), SOURCES.index(name)] *= special.factor
    return factors


def _lists(table: Any, regime: "Regime", month: int) -> None:
    black, red = regime.lists.blacklist, regime.lists.redlist
    if not black.absent:
        table.black_from = 0
        table.black_entry = black.entry.below if black.entry is not None else -BEYOND
        table.black_leave = black.leave.since if black.leave is not None else table.black_entry
        table.pressure = round(1024 * black.pressure)
        table.ground_days[:] = black.least_days
        for number, name in enumerate(black.grounds, 1):
            table.ground_days[number] = black.terms.get(name, black.least_days)
            table.ground_until[number] = name in black.until_performed
        table.repeat_days = black.repeat_days
        table.black_published = black.published is not None and month >= black.published.since
    if red is not None:
        table.red_from = 0
        table.red_entry = red.entry.since
        table.red_leave = red.leave.below


def _consequences(table: Any, regime: "Regime", month: int) -> None:
    table.bar_below[:] = -BEYOND
    grounds = regime.lists.blacklist.grounds
    passes = _health_pass(regime, month) is not None
    for name, bar in regime.consequences.items():
        if month >= bar.since:
            demand = DEMANDS.index(name)
            table.bar_below[demand] = bar.below if bar.list or bar.below < BEYOND else -BEYOND
            table.bar_share[demand] = _share(bar.share)
            table.bar_listed[demand] = bar.list is not None
            table.bar_relatives[demand] = bar.relatives
            table.bar_health[demand] = bar.health_pass and passes
            table.bar_grounds[demand] = sum(1 << 1 + grounds.index(name) for name in bar.grounds)
            table.attempts[demand] = round(1024 * bar.attempts)
    for favour in regime.favours:
        if month >= favour.since:
            table.favour[DEMANDS.index(favour.demand)] = 1


def _detention(table: Any, regime: "Regime", country: "Country", month: int) -> None:
    for rule in regime.detention:
        if month < rule.since:
            continue
        where = [country.provinces.index(rule.province)] if rule.province else range(len(country.provinces))
        groups = [GROUPS.index(rule.group)] if rule.group else range(G)
        cells = np.ix_(where, groups, [CONDUCT.index(rule.conduct)], [SOURCES.index(rule.source)])
        table.detain[cells] = chance(rule.share)
        table.detain_days[cells] = rule.days


def _passes(table: Any, regime: "Regime", month: int) -> None:
    health = _health_pass(regime, month)
    if health is not None:
        table.pass_days = health.invalid_days


def _health_pass(regime: "Regime", month: int) -> "HealthPass | None":
    """The rule on health passes, where one is in force."""
    health = regime.health_pass
    return health if health is not None and health.since <= month <= health.until else None


def _rights(table: Any, rights: Any) -> None:
    for term in TERMS:
        value = getattr(rights, term.key)
        if term.code == BY_STAKE:
            _objecting(table, value)
        elif term.code == BY_CONDUCT:
            for name in value:
                table[term.field][CONDUCT.index(name)] = 1
        else:
            table[term.field] = chance(value) if term.code == CHANCE else value


def _objecting(table: Any, who: Any) -> None:
    """Who objects: to what happened and to what did not, by what is at stake; factors of schooling."""
    stake = who.points, who.penalty, who.listing
    for row, share in enumerate((who.unjustified, who.justified)):
        table.objects[row] = [chance(min(share * factor, 1.0)) for factor in stake]
    table.objects_schooling = [round(1024 * factor) for factor in who.schooling]


def _response(table: Any, regime: "Regime", society: "Society") -> None:
    fear = regime.fear
    for name in ("fine", "refusal", "listing", "claw_back", "detention", "watched"):
        table[f"fear_{name}"] = getattr(fear, name)
    table.fear_relative = fear.relative_listed
    table.fear_relative_detained = fear.relative_detained
    table.fear_share = round(fear.neighbours_share * (1 << 20))
    table.fear_neighbours = round(fear.neighbours / fear.neighbours_share)
    table.fear_for_speech = round(1024 * fear.for_speech)
    table.fear_passes = round(1024 * fear.passes_a_month)
    table.false_as_recorded = regime.false_records == "as_recorded"
    for name in DEMANDS:
        table.cost[DEMANDS.index(name)] = getattr(regime.hardship, name, 0)
    table.cost_of_fine = regime.hardship.fine
    table.cost_of_claw_back = regime.hardship.claw_back
    table.cost_of_detention = regime.hardship.detention
    table.fine_due_days = society.fines.due_days
    table.claw_back_due_days = society.lending.sue_after_days
