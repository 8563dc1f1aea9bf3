"""How far a figure might be off, in words."""

from demerit.amounts import several


def in_short(seeds: int, draws: int) -> str:
    """Which uncertainty the bands of a figure show, in a line."""
    chance = f"from {several(seeds, 'other seed')}" if seeds else "as if every event had come by itself, at the least"
    if draws:
        return f"Dark bands: chance (90 %, {chance}). Pale bands: what nobody knows (90 % of {draws} other worlds)."
    return (
        f"Bands: chance of the draw (90 %, {chance}). What nobody knows about the inputs is not in them (see Method)."
    )


def chance_words() -> str:
    """What a band without other seeds means."""
    return (
        "The band of chance is the least there can be: as if every counted event had come by itself (90 %, one seed). "
        "People of a community share data sources and fears, so other seeds will differ more."
    )


def seeds_words(seeds: int) -> str:
    """What a band from other seeds means."""
    return (
        "The band of chance is as wide as it takes to hold, in nine of ten runs, what the mean over all seeds would be: "
        "other people, other days, and where a score is learnt from people, another fit. Its width comes from "
        f"{several(seeds, 'world')} of other people, in coarse where this run is fine: people of one community share "
        "data sources and fears, so counting people would not do. It is never narrower than the counted events alone would make it."
    )


def unknown_words(draws: int, left_out: int, scale: int) -> str:
    """What the second band means, or that there is none."""
    if not draws:
        return (
            "What nobody knows about the inputs is not in it: how far each value may be off stands with the value, and "
            "the option --draws 64 lives as many other worlds to see what that does."
        )
    out = f" ({left_out} more found nothing to learn a score from, and are left out)" if left_out else ""
    return (
        f"The band of what nobody knows holds nine in ten of {draws} worlds{out}, one in {scale:,} people each, in which "
        "every value that no source has was drawn from its own range, all at once (a Latin hypercube), and this run too. "
        "The chance of so coarse a world is in it. It does not shrink with the scale."
    )
