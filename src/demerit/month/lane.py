"""A community's month on a graphics card: each of many lanes moves one, with scratch of its own.

What is lived is `community_month`, the same function as on a processor; here is only what is handed to it, and what
brings the results of all lanes together.  Each function does the part of one lane, t; none looks at what another does.
"""

from demerit.draws import MONTH, block, compiled
from demerit.month.community import community_month, residing


@compiled()
def lived(  # type: ignore[no-untyped-def]
    t,
    tile,
    tables,
    society,
    law,
    now,
    economy,
    layout,
    people,
    orgs,
    matters,
    bounds,
    out,
    begins,
    numbers,
    overflow,
    desks,
    lives,
    nexts,
    sums,
    org_desks,
    org_sums,
):
    """Move the community layout[t], whose rows count from the first of the lanes.

    tables to economy: one record each.  matters, bounds: open matters of all lanes, and where each one's begin; out,
    begins: the room that they are written to; numbers[t]: how many they are.  overflow[t]: TOO_MANY if somebody would
    hold too many, NO_ROOM if they did not fit.  desks to org_sums: one each a lane; sums are added to.
    """
    place = layout[t]
    org_desks[t].watch = -1
    nexts[t].overflow = 0
    numbers[t] = community_month(
        tile,
        tables[0],
        society[0],
        law[0],
        now[0],
        place,
        people[place.start : place.start + residing(place)],
        matters[bounds[t] : bounds[t + 1]],
        out[begins[t] : begins[t + 1]],
        0,
        desks[t],
        lives[t],
        nexts[t],
        sums[t],
        -1,
        None,
        economy[0],
        orgs[place.org_start : place.org_start + place.organisations],
        org_desks[t],
        org_sums[t],
    )
    overflow[t] = nexts[t].overflow


@compiled()
def totalled(t, fields, cuts, sums, totals):  # type: ignore[no-untyped-def]
    """Add up field t % fields over the lanes of province t // fields into totals[t]; what is added up begins anew at 0.

    sums: the records of all lanes, as so many int64 `fields` each; cuts: where the lanes of each province begin.
    """
    field = t % fields
    total = 0
    for lane in range(cuts[t // fields], cuts[t // fields + 1]):
        total += sums[lane * fields + field]
        sums[lane * fields + field] = 0
    totals[t] = total


@compiled()
def gathered(t, out, begins, at, together):  # type: ignore[no-untyped-def]
    """Put the open matters of lane t to where they lie without gaps: at[t] <= i < at[t + 1]."""
    for i in range(at[t + 1] - at[t]):
        together[at[t] + i] = out[begins[t] + i]


@compiled()
def drawn(t, blocks, k0, k1, words):  # type: ignore[no-untyped-def]
    """Draw so many blocks, and nothing else: the least that chance can cost."""
    word = 0
    for i in range(blocks):
        a, b, c, d = block(t, i, 0, MONTH, k0, k1)
        word ^= a ^ b ^ c ^ d
    words[t] = word
