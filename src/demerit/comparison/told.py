"""What is printed at the end of a comparison: who is spared, who is harmed, how many, and how sure that is."""

from typing import Any, Final

from demerit.amounts import span
from demerit.comparison.refits import left_out
from demerit.comparison.who import most

NAMED: Final = 3  # traits of those who are spared, or harmed
WORDS: Final = {"urban": "in cities", "rural": "outside cities", "male": "who are men", "female": "who are women"}
TRAITS: Final = {"group": "of the {}", "tenth": "in income tenth {}", "age": "aged {}"}


def lines(said: dict[str, Any]) -> list[str]:
    """A table, and what is to be known of it."""
    rows = [("", "spared", "harmed", "worth")]
    rows += [_row(name, one) for name, one in said["variants"].items()]
    wide = [max(len(row[n]) for row in rows) for n in range(4)]
    table = ["  ".join(text.ljust(width) for text, width in zip(row, wide, strict=True)).rstrip() for row in rows]
    return [*table, *_who(said), *_about(said)]


def _who(said: dict[str, Any]) -> list[str]:
    """On whom harms fell away, and on whom more came, for their number."""
    out = []
    for name, one in said["variants"].items():
        for kind, word in (("spared", "fell away"), ("harmed", "were added")):
            found = most(one[kind]["who"])[:NAMED]
            listed = ", ".join(
                f"{_called(trait, value)} ({times:.1f} times their share)" for trait, value, times in found
            )
            out += [f"{name}: harms that {word} were most, for their number, of people {listed}"] if found else []
    return out


def _called(trait: str, value: str) -> str:
    return WORDS.get(value) or TRAITS[trait].format(value)


def _row(name: str, one: dict[str, Any]) -> tuple[str, str, str, str]:
    if one["worth_runs"] is None and not one["share_differing"]:
        return name, "nobody", "nobody", "nothing differs"
    worth = one["worth_runs"]
    said = "" if worth is None else number(worth)
    runs = said and f"{said} independent {'run' if said == '1' else 'runs'}"
    return name, _people(one["spared"]), _people(one["harmed"]), runs


def _people(one: dict[str, Any]) -> str:
    low, high = one["chance"]
    if not one["people"]:
        return f"nobody (0 to {number(high)})" if high else "nobody"
    said, ends = number(one["people"]), span(number(low), number(high))
    return f"{said} people" if ends == said else f"{said} people ({ends})"


def number(value: float) -> str:
    """A number as people read it: three digits that count."""
    rounded = float(f"{value:.3g}")
    return f"{rounded:,.0f}" if rounded >= 100 or rounded == int(rounded) else f"{rounded:g}"


def _about(said: dict[str, Any]) -> list[str]:
    out = [
        f"beside {said['base']}, {said['start']} to {said['until']}, the same people and the same chance in both.",
        "spared: people who underwent fewer harms in all than in the base, over all months; harmed: more.",
        "in brackets: what other draws of people would give, in nine of ten.",
    ]
    if left_out(said):
        out.append(
            "not in brackets: other people give another learned score, and may move these more; --seeds 5 widens them."
        )
    elif said.get("fits"):
        seeds = len(said["beside"]["seeds"])
        out.append(f"another fit of the learned score is in brackets too, from {seeds} other seeds compared in coarse.")
    return out
