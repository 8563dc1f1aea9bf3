"""docs/claims.md: every claim beside the record, from claims.yaml."""

from collections.abc import Iterator
from typing import Final

from demerit.scenario.claims import PARTS, Claim, claims
from demerit.scenario.references import references
from tools.documents.markdown import MADE, cited, grid, preset

HEAD: Final = """The preset `as-told` takes a newspaper article at its word (a Dutch republication of a German text, 2021). This page sets its
claims beside what the record says; `demerit claims` prints the same table, and sets runs beside it. Two independent readings
of the same sources went into it; where they disagree, it says so.

**In short.** The article describes one national score for every citizen, computed by artificial intelligence, with political
content. No such system exists, and the plan of 2014 to 2020 did not ask for one. What exists: black and red lists
that rest on legal findings and need no score; some forty city pilots with points, mostly voluntary and of small
consequence; private scores such as Sesame Credit; ratings of companies by regulators; files of sector authorities.
[found: J. Daum, China Law Translate, "Getting Rongcheng Right"; V. Brussee, 9DASHLINE, 13 November 2023] H

How a claim's record is marked: **found** (read in the named public source), **recalled** (from memory, not verified), **mixed**
(partly one, partly the other, as the text says); *inferred* is computed or concluded from found figures. Confidence: H
high, M medium, L low. *Seen in*: presets, and sections of a run's report; a star marks what is still to come.
"""
AFTER_FIGURES: Final = """The figures of high-speed seats and of people without a loan carry no year in the article. The preset sets both in 2018; that
choice is ours. The four figures of refusals are *set to match* in `as-told`, as the article gives them: reaching them shows what
such a system would have had to be, not that it was.
"""


def document() -> str:
    """The whole page in Markdown."""
    return "\n".join(lines())


def lines() -> Iterator[str]:
    """The page, a block at a time."""
    yield f"# Claims and record\n\n{MADE}\n\n{HEAD}"
    for part, title in PARTS.items():
        inside = [(key, claim) for key, claim in claims().claims.items() if claim.part == part]
        yield f"## {title}\n"
        heads = ("claim", "the article says", "the record says", "verdict", "mark", "seen in")
        yield grid(heads, [row(key, claim) for key, claim in inside])
        if part == "figures":
            yield AFTER_FIGURES
    yield from excluding()
    yield from differing()
    yield from cited_from()
    yield from left_out()


def row(key: str, claim: Claim) -> tuple[str, ...]:
    """One claim as the table has it."""
    return (
        f"`{key}`",
        claim.claim,
        claim.record,
        claim.verdict,
        f"{claim.mark}, {claim.confidence}",
        seen(key),
    )


def seen(key: str) -> str:
    """Where a claim can be seen, or why it cannot."""
    from demerit.report.claims import full

    line = full(key)
    names = [preset(name, "presets/") for name in line["presets"]]
    names += [f"`{name}`*" for name in line["presets_to_come"]]
    shown = f"; report: {', '.join(line['sections'])}" if line["presets"] and line["sections"] else ""
    return ", ".join(names) + shown if names else str(line["why_not"])


def excluding() -> Iterator[str]:
    """What cannot hold in one world."""
    yield "## What cannot hold in one world\n"
    rows = [(f"`{a}`, `{b}`", each.because, each.unless) for each in claims().exclusions for a, b in [each.between]]
    yield grid(("claims", "because", "unless"), rows)


def differing() -> Iterator[str]:
    """Where the two readings disagree."""
    yield "## Where the two readings differ\n"
    yield "\n".join(f"- `{key}`: {claim.differ}" for key, claim in claims().claims.items() if claim.differ) + "\n"


def cited_from() -> Iterator[str]:
    """References, each with the claims that it is cited for."""
    yield "## References\n"
    every = claims().claims
    used = [key for key in references() if any(key in claim.references for claim in every.values())]
    of = {key: ", ".join(f"`{name}`" for name, claim in every.items() if key in claim.references) for key in used}
    yield grid(("reference", "cited for"), [(cited([key]), of[key]) for key in used])


def left_out() -> Iterator[str]:
    """What the article leaves out, with figures from references.yaml."""
    known = references()
    survey, aware, students = (known[key].figures for key in ("kostka-2019", "trivium-2018", "merics-2020"))
    lists, platform = known["engelmann-2021"].figures, known["npcic-2018-05"].figures
    yield "## What the article leaves out\n"
    yield f"""- Asked in 2018, about {share(survey["approval"])} of some {survey["respondents"]:,.0f} Chinese internet users approved of social credit systems
  [{cited(["kostka-2019"])}]; of those who lived in a pilot, {share(aware["aware_of_own_pilot"])} knew [{cited(["trivium-2018"])}].
  After arguments for and against, approval of one overall score fell from {share(students["approval_before_arguments"])} to
  {share(students["approval_after_arguments"])} [{cited(["merics-2020"])}].
- {lists["blacklists"]:.0f} black lists and {lists["redlists"]:.0f} red lists in {lists["provinces"]:.0f} provinces [{cited(["engelmann-2021"])}].
- On the platform in May 2018: {platform["records_m"]:.2f} million records about {platform["subjects_m"]:.2f} million subjects; {share(platform["defaulters"])} of the
  month's new ones came from the courts [{cited(["npcic-2018-05"])}].
- How many are listed by mistake: no count was found. The model treats it as unknown.

Sites that collect "statistics" without sources were not used.
"""


def share(of_one: float) -> str:
    """A share as a percentage."""
    return f"{100 * of_one:.0f} %"
