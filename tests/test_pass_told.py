"""M18, the health pass in lives: it is valid again once, on the day on which the last record that took it is over."""

from tests.helpers.as_told import HEALTH_ALWAYS
from tests.helpers.worlds import scenario, world

from demerit.calendar import days_in, first_day
from demerit.catalogue.events import BY_NAME
from demerit.life.entry import month_at
from demerit.life.replaying import replay_everybody
from demerit.life.warming import OfWorld
from demerit.vocabulary import CAUSES

LOST, RESTORED = (BY_NAME[name].number for name in ("pass_lost", "pass_restored"))
DAYS = 300
OFTEN = {
    **HEALTH_ALWAYS,
    "society__conduct__health_breach__ceiling": 3.0,
    "regime__data_sources__health__coverage": 0.9,
    "regime__health_pass": {"from": "2014-01", "invalid_days": DAYS},
}


def until(day):
    """The day on which a pass lost on another is valid again: it is invalid from the month after on."""
    month = month_at(day)
    return first_day(month) + days_in(month) + DAYS


def valid_again(lost, end):
    """On which days a pass is valid again that was lost on others: a loss counts from the month after on."""

    def outlasted(day):
        return any(month_at(one) < month_at(day) and until(one) > day for one in lost)

    return sorted(day for day in {until(one) for one in lost} if day < end and not outlasted(day))


def test_a_pass_that_was_taken_again_is_not_said_to_be_valid_before_the_last_record_is_over():
    data = OfWorld(world(scenario(**OFTEN), 30))
    taken_again = 0
    for community in range(8):
        for life in replay_everybody(data, community).values():
            end = first_day(min(life.community.trait("death", life.position), data.last + 1))
            lost, restored = ([int(day) for day, event, *_ in life.ledger if event == one] for one in (LOST, RESTORED))
            assert sorted(restored) == valid_again(lost, end), life.person
            taken_again += sum(until(day) < end for day in lost) - len(restored)
    assert taken_again > 20


def test_nobody_is_refused_for_a_pass_that_is_asked_for_no_more_or_told_that_it_is_valid_again():
    ends = 18  # months after the start
    short = {"from": "2014-01", "invalid_days": 60}
    of, longer = (
        world(scenario(**{**OFTEN, "regime__health_pass": said}), 30) for said in ({**short, "until": "2015-06"}, short)
    )
    for field, axis in (("passes_invalid", ()), ("refused_for", (CAUSES.index("health"),))):
        each = [[int(sums[field][(..., *axis)].sum()) for _, sums in one.history[-30:]] for one in (of, longer)]
        assert each[0][:ends] == each[1][:ends]
        assert min(each[1][ends - 1 :]) > 0
        assert not any(each[0][ends:])
    data = OfWorld(of)
    lives = [life for community in range(4) for life in replay_everybody(data, community).values()]
    rows = [row for life in lives for row in life.ledger.tolist()]
    assert max(day for day, event, *_ in rows if event == RESTORED) < first_day(of.scenario.start + ends)
