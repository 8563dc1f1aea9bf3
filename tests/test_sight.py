"""What all data sources together see of one conduct: the check of a scenario and the law of a month say the same."""

from functools import lru_cache
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from demerit.calendar import month_of, text_of
from demerit.draws import ONE
from demerit.rulebook.law import law
from demerit.rulebook.places import Country
from demerit.scenario import Regime, Society, load
from demerit.scenario.checks import sight
from demerit.vocabulary import CONDUCT, GROUPS

MONTHS = range(month_of("2014-01"), month_of("2016-12") + 1)
DATES = [text_of(month) for month in (MONTHS[0], MONTHS[5], MONTHS[14])]
AROUND = [MONTHS[n] for n in (0, 4, 5, 6, 13, 14, 15, 35)]  # before, at and after each date
PROVINCES = ["Anhui", "Beijing"]
COUNTRY = Country(PROVINCES, np.array([[4000, 3000, 2000], [500, 1500, 2500]]))
SEEN = ["criticism", "loud_music"]
SOURCES = ["police", "social", "payments"]
NEARLY = 1e-5  # of shares: critics' factors are kept in 1024ths, shares in units of a draw


@lru_cache(maxsize=1)
def society() -> Society:
    """Of which a law reads lending and fines alone."""
    return load("as-told").society


shares = st.sampled_from([0.0, 0.2, 0.3, 0.5, 0.9])
dated = shares | st.dictionaries(st.sampled_from(DATES), shares, min_size=1)


@st.composite
def data_source(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A data source that sees some of two kinds of conduct; a company's may hand over only a part."""
    source = {"coverage": draw(dated), "miss_rate": draw(shares), "sees": {kind: draw(shares) for kind in SEEN}}
    return source | ({"hands_over": draw(dated)} if name == "social" and draw(st.booleans()) else {})


@st.composite
def attention(draw: st.DrawFn) -> dict[str, Any]:
    """A group that is watched more closely, or less, somewhere or everywhere, from a month on."""
    return {
        "group": draw(st.sampled_from(list(GROUPS))),
        "province": draw(st.sampled_from([None, *PROVINCES])),
        "factor": draw(st.sampled_from([0.5, 1.5, 4.0])),
        "sources": draw(st.lists(st.sampled_from(SOURCES), min_size=1, unique=True)),
        "from": draw(st.sampled_from(DATES)),
    }


@st.composite
def regimes(draw: st.DrawFn) -> Regime:
    """A regime that looks at two kinds of conduct in made-up ways."""
    names = draw(st.lists(st.sampled_from(SOURCES), min_size=1, unique=True))
    critics = {"factor": draw(st.sampled_from([1.0, 1.5, 3.0])), "rules": draw(st.sampled_from([[], [SEEN[0]], SEEN]))}
    return Regime.model_validate(
        {
            "points": {"from": DATES[0]},
            "rules": [{"id": kind, "conduct": kind, "points": 0} for kind in SEEN],
            "data_sources": {name: draw(data_source(name)) for name in names},
            "enforcement": {"groups": draw(st.lists(attention(), max_size=3)), "critics": critics},
        }
    )


def most_seen(regime: Regime) -> dict[str, float]:
    """The largest share of a conduct that the law of some month has somebody's acts recorded, cut off at one."""
    laws = [law(regime, society(), COUNTRY, month) for month in AROUND]
    return {
        name: max(
            float(table.sees[: len(PROVINCES), :, :, c].max()) / ONE * max(float(table.critics[c]) / 1024, 1.0)
            for table in laws
        )
        for name in SEEN
        for c in [CONDUCT.index(name)]
    }


@settings(max_examples=80)
@given(regimes())
def test_what_the_check_finds_is_what_the_law_would_cut_off_and_nothing_else(regime):
    most = most_seen(regime)
    blamed = {found.path[-1] for found in sight.shares(regime, MONTHS)}
    for name in SEEN:
        if name in blamed:
            assert most[name] > 1 - NEARLY, "the check refuses what the law would not cut off"
        else:
            assert most[name] <= 1 + NEARLY, "the check lets pass what the law would cut off"


@settings(max_examples=40)
@given(regimes())
def test_a_source_is_said_to_see_a_conduct_if_the_law_ever_has_it_record_some(regime):
    seen = {name: np.zeros((), np.int64) for name in SEEN}
    for month in AROUND:
        table = law(regime, society(), COUNTRY, month)
        for name in SEEN:
            seen[name] = np.maximum(seen[name], table.sees[:, :, :, CONDUCT.index(name)].max())
    for name in SEEN:
        assert bool(sight.sources_of(regime, name, MONTHS)) == bool(seen[name] > 0)
