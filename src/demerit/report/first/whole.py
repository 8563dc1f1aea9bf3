"""First screens of a hundred squares: who stands where, what becomes of a case, who is refused and why."""

from demerit.life.words import date_in_words, enumerated
from demerit.report.charts.squares import rounded
from demerit.report.findings import bands
from demerit.report.findings.causes import WORDS
from demerit.report.findings.claims_back import RIGHT, WRONG
from demerit.report.findings.lists import hangs
from demerit.report.findings.silence import watched_alone
from demerit.report.first.screen import First, Share, of_whole, squares_of
from demerit.report.in_force import last
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import few_counted, people, percent, several
from demerit.report.rests import on_fear, on_lists, on_points, on_refusals
from demerit.vocabulary import CAUSES

BY_THE_STATE = ("listing", "points", "learned")
FILE_SAYS = "the file, which says who has a score and below which it refuses"


def of_every(shares: list[Share], which: int) -> str:
    """How many squares of all are a part's, in words: 9 of every 100."""
    kept = [share for share in shares if share.value]
    whole = squares_of(kept)
    count = rounded([share.value for share in kept], whole)[kept.index(shares[which])] if shares[which].value else 0
    return f"{count} of every {whole:,}" if count else f"fewer than 1 of every {whole:,}"


def chance(m: Measures, what: str, over: list[str], under: list[str], ends: bool = False) -> str:
    """How far chance alone moves the share that a screen is about, in a sentence.

    what: of the share; over, under: measures whose sums make it; ends: of stocks, at the end.
    """

    def summed(x: Measures, names: list[str]) -> float:
        return sum(float(x.series(name)[-1]) if ends else x.total(name).scaled for name in names)

    def share(x: Measures) -> float:
        whole = summed(x, under)
        return summed(x, over) / whole if whole else 0.0

    months = slice(len(m.months) - 1, None) if ends else slice(None)
    counted = sum(float(m.series(name, counted=True)[months].sum()) for name in over)
    limits = m.band(share, counted, m.scale / summed(m, under), 1.0)
    return _within(share(m), limits, what, int(counted))


def _within(value: float, limits: dict[str, float], what: str, counted: int) -> str:
    """The share unrounded by squares, of which 10 of every 100 may stand for 9.6 %, beside its band.

    counted: events that it rests on.
    """
    few = few_counted(counted) if counted else ""
    return f" By chance alone (90 %) {what}, {percent(value)}{few}, could be {percent(limits['low'])} to {percent(limits['high'])}."


def long(months: int) -> str:
    """So many months, in years where these are whole."""
    years, more = divmod(months, 12)
    return several(months, "month") if more else several(years, "year")


def standing(m: Measures) -> First | None:
    """Adults by whether their band is the one that everybody begins in."""
    points = m.run.scenario.regime.points
    names = bands.descending(points.bands)
    if not names or not m.seen(*(f"band.{b + 1}" for b in range(len(names)))):
        return None
    every = [f"band.{b + 1}" for b in range(len(names))]
    held = [float(m.series(name)[-1]) for name in every]
    home = next(b for b, name in enumerate(names) if points.start >= points.bands[name])
    shares = [
        Share(f"below {names[home]}", sum(held[home + 1 :])),
        Share(f"above {names[home]}", sum(held[:home])),
        Share(f"in {names[home]}, where everybody begins", held[home], rest=True),
    ]
    return of_whole(
        shares,
        f"After {long(len(m.months))} of points, {of_every(shares, 2)} adults have the grade that everybody begins with, {names[home]}; "
        f"{of_every(shares, 0)} have fallen below it",
        "adults whom the points cover",
        f"At the end of {date_in_words(m.texts[-1])}."
        + chance(m, f"those below {names[home]}", every[home + 1 :], every, ends=True),
        of_inputs(m.run, *on_points(m)),
    )


def clawed_back(m: Measures) -> First | None:
    """Demands to pay back everything ever received, by whether the person did what they are for."""
    every, wrong = (m.total(name) for name in ("claw_backs", "claw_backs.wrong"))
    if not every.scaled:
        return None
    shares = [Share(WRONG, wrong.scaled), Share(RIGHT, every.less(wrong).scaled, rest=True)]
    returned = m.total("claw_backs.returned").scaled
    back = f"{people(returned)} were dropped later." if returned else "None was ever dropped."
    return of_whole(
        shares,
        f"{of_every(shares, 0)} demands to pay everything back are {WRONG}",
        "demands",
        f"The share comes from the file, which says how often records are false. In all there are {people(every.scaled)} demands to pay back everything ever received{few_counted(every.counted)}. {back}"
        + chance(m, f"those {WRONG}", ["claw_backs.wrong"], ["claw_backs"]),
        of_inputs(m.run, "regime.data_sources", "regime.learned_score"),
    )


def settled(m: Measures) -> First | None:
    """Adults by whether they are on the list, at the end, of a system that warns first; and what became of its cases."""
    warned, averted, listed = (m.total(name).scaled for name in ("warnings", "blacklist.averted", "blacklist.entries"))
    if not warned:
        return None
    cases = warned + averted + listed
    warning, settling, listing = (percent(each / cases) if each else "none" for each in (warned, averted, listed))
    ends = f"{warning} end with a first warning, {settling} are settled within the days of grace, {listing} end on the list"
    on, adults = (m.at(name, m.months[-1]).scaled for name in ("blacklist.stock", "adults"))
    shares = [Share("on the black list", on), Share("not on it", adults - on, rest=True)]
    told = (
        ""
        if m.seen("refused.unaware") or not m.seen("refused.all")
        else " Nobody is refused anything before having been told."
    )
    return of_whole(
        shares,
        f"With notice, a first warning and time to pay, {of_every(shares, 0)} adults are on the black list in {m.end}",
        "adults",
        f"At the end of {date_in_words(m.texts[-1])}. Of the cases of {m.lived} that ended otherwise than by an objection, {ends}.{told}"
        + chance(m, "those on it", ["blacklist.stock"], ["adults"], ends=True),
        of_inputs(m.run, "regime.rights", *on_lists(m)),
    )


def _because(cause: str) -> str:
    return {"commercial": "a low score of a private company"}.get(cause, WORDS[cause])


def _lead(m: Measures, refused: float, share: str) -> str:
    """What the sentence on refusals begins with: rights, where there are any, or that no state refuses by points or lists.

    With rights it says how many are refused at all: a share alone would read as if the rights had been of no use.
    refused: requests in all; share: of every 100, of the first cause.
    """
    if said := _rights(m):
        return f"With {enumerated(said)}, {people(refused)} requests are refused from {m.lived}: {share} of them"
    return f"No state points or list refuse anybody here: {share} refusals are"


def _rights(m: Measures) -> list[str]:
    rights = last(m).rights
    given = (
        ("notice", rights.notice),
        ("objection", rights.objection),
        ("a person who looks first", rights.human_review),
    )
    return [what for what, there in given if there]


def by_scores(m: Measures) -> bool:
    """Whether most is refused for private scores: there are as many such refusals as customers."""
    return max(CAUSES, key=lambda cause: m.total(f"refused.for.{cause}").scaled) == "commercial"


def refused_for(m: Measures) -> First | None:
    """Refusals by cause, where the state's points and lists refuse nobody."""
    total = {cause: m.total(f"refused.for.{cause}").scaled for cause in CAUSES}
    seen = sorted((cause for cause in CAUSES if total[cause]), key=lambda cause: -total[cause])
    if len(seen) < 2 or any(total[cause] for cause in BY_THE_STATE):
        return None
    shares = [Share(f"for {_because(cause)}", total[cause]) for cause in seen]
    return of_whole(
        shares,
        f"{_lead(m, sum(total.values()), of_every(shares, 0))} for {_because(seen[0])}",
        "refusals",
        f"{f'The shares come from {FILE_SAYS}. ' if by_scores(m) else ''}Refusals of {m.lived}: {people(sum(total.values()))}; what banks decline anyway is not among them."
        f"{' These rights are about records and penalties; a private score refuses past them.' if _rights(m) and by_scores(m) else ''}"
        + chance(m, "the first share", [f"refused.for.{seen[0]}"], [f"refused.for.{cause}" for cause in seen]),
        of_inputs(m.run, *on_refusals(m)),
    )


def lending(m: Measures) -> First | None:
    """Requests for a loan, by what becomes of them, where nobody but a private score refuses any."""
    refused, declined, granted = (m.total(f"{what}.credit").scaled for what in ("refused", "declined", "granted"))
    others = any(m.total(f"refused.for.{cause}").scaled for cause in CAUSES if cause != "commercial")
    if not refused or others or not m.seen("refused.for.commercial"):  # of loans alone no cause is counted
        return None
    shares = [
        Share("refused for the score", refused),
        Share("declined by banks anyway", declined),
        Share("granted", granted, rest=True),
    ]
    return of_whole(
        shares,
        f"A private score alone refuses {of_every(shares, 0)} requests for a loan, on top of the {of_every(shares, 1)} that banks decline anyway",
        "requests for a loan",
        f"How many the score refuses comes from {FILE_SAYS}; how many banks decline, from what the file says of lending. Requests of {m.lived}, by all people."
        + chance(
            m,
            "those refused for the score",
            ["refused.credit"],
            [f"{what}.credit" for what in ("refused", "declined", "granted")],
        ),
        of_inputs(m.run, "regime.commercial_scores", "society.lending"),
    )


def listed(m: Measures) -> First | None:
    """Adults by whether they are on a black list, at the end."""
    if not m.seen("blacklist.stock"):
        return None
    on = m.at("blacklist.stock", m.months[-1]).scaled
    adults = m.at("adults", m.months[-1]).scaled
    shares = [Share("on the black list", on), Share("not on it", adults - on, rest=True)]
    return of_whole(
        shares,
        f"In {m.end}, {of_every(shares, 0)} adults are on the black list",
        "adults",
        f"At the end of that month. {hangs(m)}".strip()
        + chance(m, "those on it", ["blacklist.stock"], ["adults"], ends=True),
        of_inputs(m.run, *on_lists(m)),
    )


def silent(m: Measures) -> First | None:
    """Criticism that people would have voiced, by whether they did, in the last twelve months."""
    if not m.seen("self_censored.criticism"):
        return None
    year, name = slice(max(0, len(m.months) - 12), None), "self_censored.share.criticism"
    share = m.ratio(name, months=year)
    if not share:
        return None
    unsaid = float(m.series("self_censored.criticism")[year].sum())
    shares = [Share("left unsaid for fear", unsaid), Share("said", unsaid / share - unsaid, rest=True)]
    counted = float(m.series("self_censored.criticism", counted=True)[year].sum())
    limits = m.band(lambda x: x.ratio(name, months=year), counted, m.one_in(name, months=year), 1.0)
    return of_whole(
        shares,
        f"{of_every(shares, 0)} criticisms that people would have voiced are left unsaid for fear",
        "criticisms",
        f"{'The share comes from the file, which says how much being watched frightens. ' if watched_alone(m) else ''}In the last twelve months.{_within(share, limits, 'those left unsaid', int(counted))}",
        of_inputs(m.run, *on_fear(m), "society.conduct.criticism"),
    )
