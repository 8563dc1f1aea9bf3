"""What people can do about what is held against them."""

from typing import Annotated

from pydantic import Field

from demerit.scenario.turning import fewer, more
from demerit.scenario.values import Conduct, Days, Factor, Frozen, Row, Share

Schooling = Annotated[tuple[Factor, Factor, Factor, Factor, Factor, Factor], Field(strict=False)]


class Objecting(Frozen):
    """Who objects, of those who know of a record or a listing.

    justified, unjustified: the share that objects to what never happened, and to what did, where most is at stake and
    schooling makes no difference.  points, penalty, listing: factors of it by what is at stake: points alone; a fine or
    a lost pass; a listing, or everything ever received.  schooling: factors at no schooling, primary, junior, senior,
    short tertiary, university.
    """

    justified: Annotated[Share, more("objections_justified")] = 0.0
    unjustified: Annotated[Share, more("objections")] = 0.0
    points: Annotated[Factor, more("objections")] = 1.0
    penalty: Annotated[Factor, more("objections")] = 1.0
    listing: Annotated[Factor, more("objections")] = 1.0
    schooling: Annotated[Schooling, more("objections")] = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0)


class Rights(Frozen):
    """Notice, objection, correction, grace.  Absent: no file, no order, no notice.

    notice_days: after a record reaches the file, or a listing begins; with days of grace, that is told when it is
    decided.  objection: whoever knows of a record or a
    listing, by notice, by a penalty or at the counter, may contest it; objection_days: answered after; suspends: a
    contested record does not count until then (at 0 days nothing waits); a listing or a fine that it brought before
    stays.  upheld: share of justified
    objections that are upheld; upheld_right: share of the others.  What is upheld takes away the record and all that
    rests on it.  corrected_in_time: whoever performs the judgment within the days of grace is not listed for it.
    warnings: conduct of which a person's first record, of any of them, costs no points (a fine for it stays).
    human_review: share of automatic penalties and lost health passes for what the person never did that somebody stops
    before they take effect.
    """

    notice: bool = False
    notice_days: Annotated[Days, more("blacklist_wrongful_days")] = 0
    objection: bool = False
    objection_days: Annotated[Days, fewer("objections_dismissed", over="since")] = 0
    objecting: Objecting = Field(default_factory=Objecting)
    suspends: bool = False
    upheld: Annotated[Share, more("objections_upheld")] = 0.0
    upheld_right: Annotated[Share, more("objections_upheld")] = 0.0
    grace_days: Annotated[Days, fewer("blacklist_entries")] = 0
    corrected_in_time: bool = False
    warnings: Row[Conduct] = ()
    human_review: Annotated[Share, more("penalties_stopped")] = 0.0
