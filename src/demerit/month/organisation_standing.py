"""Step 5 of an organisation's month: rating, watch list, blacklist, of each of its two files by the same rules.

What the file without wrong records would not have come to is wrongful.  Only the file as it is says anything, counts,
and makes careful.
"""

from demerit.draws import ONE, ORGANISATION, block, compiled
from demerit.month.organisation_note import ENTERED, LEFT, MENDED, RATED, SUSPENDED, WATCHED, said
from demerit.month.organisation_state import FILES, IN_TRUTH, LATER, MOST_ENTRIES, ON_FILE, R
from demerit.organisations.decisions import AUDIT, ENTERPRISE_AUDIT, MENDED_DAY
from demerit.organisations.decisions import MENDED as MENDED_WORD
from demerit.organisations.desk import ALONE
from demerit.organisations.settle import enterprise_number
from demerit.ranges import BEYOND
from demerit.rulebook.organisations import ON_BLACKLIST, ON_WATCHLIST
from demerit.vocabulary import FIRST_ACT_GROUND, NOT_RATED, ORGANISATION_GROUNDS, RATED_ANEW, RATINGS

UNPROVEN = RATINGS.index("M")
FOR_RATING = ORGANISATION_GROUNDS.index("rating")
FOR_OWNER = ORGANISATION_GROUNDS.index("owner")
FOR_WATCH = ORGANISATION_GROUNDS.index("watchlist")
NO_GROUND = -1
UNKNOWN_SHIFT = 3  # in the ledger: above the rating before, how many points fewer count for whoever was not audited


@compiled()
def standing(file, day):  # type: ignore[no-untyped-def]
    """Where a file stands on a day, as a set: on a list it has not left by then, and its rating as of step 1."""
    found = 1 << file.rating & ~1
    if day < file.leaves:
        found |= (file.listed != 0) * ON_BLACKLIST | (file.watched != 0) * ON_WATCHLIST
    return found


@compiled()
def term(file, law):  # type: ignore[no-untyped-def]
    """Days that a listing lasts at least: by ground, and longer for those listed before."""
    return law.ground_days[file.ground - 1] + law.repeat_days * min(file.entries - 1, 3)


@compiled()
def leaving(org, file, law, mends, now, desk):  # type: ignore[no-untyped-def]
    """1. The day on which it leaves the list it is on, or LATER; decided on the standing as of step 1."""
    last = now.first_day + now.days - 1
    if file.watched:
        if not law.watches or not org.covered:
            return now.first_day
        day = now.first_day + (int(desk.words[MENDED_DAY, org.position]) * now.days) // ONE
        day = max(day, file.since + law.watch_days)
        return day if desk.words[MENDED_WORD, org.position] < mends and day <= last else LATER
    if not file.listed:
        return LATER
    if not law.lists or not org.covered:
        return now.first_day
    held = (law.owner_lists and org.owner_listed) or 1 << file.rating & law.listing_ratings != 0
    due = file.since + term(file, law)
    return max(due, now.first_day) if due <= last and not held else LATER


@compiled()
def audited(org, law, now):  # type: ignore[no-untyped-def]
    """Whether it was audited in one of the years that count; an enterprise's establishments are audited together."""
    found = False
    for back in range(law.audit_years):
        year = now.month // 12 - back
        if org.enterprise == ALONE:
            draw, _, _, _ = block(org.number, year, AUDIT, ORGANISATION, now.k0, now.k1)
        else:
            number = enterprise_number(org.province, org.enterprise)
            draw, _, _, _ = block(number, year, ENTERPRISE_AUDIT, ORGANISATION, now.k0, now.k1)
        found |= draw >> 1 < law.audit_share
    return found


@compiled()
def score(org, points, i, law):  # type: ignore[no-untyped-def]
    """Points that count of file i: an enterprise's are common to its establishments; a listed owner costs some."""
    counting = org.common[i] if org.shared else points
    return law.start + counting + (law.owner_points if org.owner_listed else 0)


@compiled()
def band_of(points, law):  # type: ignore[no-untyped-def]
    """The rating of so many points: 1 + position in RATINGS, and 0 if there is none."""
    for r in range(R):
        if points >= law.band[r]:
            return 1 + r
    return 0


@compiled()
def worse(rating, law):  # type: ignore[no-untyped-def]
    """The rating below the best one."""
    for r in range(rating, R):
        if law.band[r] < BEYOND:
            return 1 + r
    return rating


@compiled()
def rating_of(org, file, law, points):  # type: ignore[no-untyped-def]
    """The rating of a file with so many points: 1 + position in RATINGS, or 0.

    Where nothing is known of a year of business, points prove nothing: the rating is M, or none.
    """
    found = band_of(points, law)
    if org.idle or org.young:
        if points >= law.unproven:
            return 1 + UNPROVEN
        if law.unproven == BEYOND and (found == 0 or law.band[found - 1] > -BEYOND):
            return 0
    if found == band_of(BEYOND - 1, law) and (not org.established or 1 << file.rating & law.best_not_after):
        return worse(found, law)
    return found


@compiled()
def unrated(org, nxt, law, day, desk, ledger):  # type: ignore[no-untyped-def]
    """5. Where there is no rating any more, here or anywhere, nobody keeps one."""
    for i in range(FILES):
        nxt.file[i].rating = nxt.file[i].kept = 0
    before = org.file[ON_FILE].rating
    if before:
        said(ledger, desk, org.position, day, RATED, 0, law.start + nxt.file[ON_FILE].points, before)


@compiled()
def rated(org, nxt, law, now, day, desk, count, ledger):  # type: ignore[no-untyped-def]
    """5. Rated anew, where it is time; a lower rating that everybody can read makes careful."""
    if not law.rating or not org.covered:
        unrated(org, nxt, law, day, desk, ledger)
        return
    if law.rates == NOT_RATED:
        return
    known = law.audit_share > 0 and audited(org, law, now)
    count.audited[org.kind] += known
    unknown = 0 if known else law.unaudited
    for i in range(FILES):
        file, made = org.file[i], nxt.file[i]
        points = max(score(org, made.points, i, law) - unknown, law.start + law.lowest)
        made.rating = 0
        if org.ratable and not nxt.closed:
            made.rating = file.rating if file.kept else rating_of(org, file, law, points)
        made.kept = not file.kept and made.rating > 0 and law.keeps[made.rating - 1] != 0
        if i == ON_FILE and made.rating != file.rating:
            said(ledger, desk, org.position, day, RATED, made.rating, points, file.rating | unknown << UNKNOWN_SHIFT)
            if law.published and made.rating > file.rating > 0:
                nxt.warning += law.warned_by_rating
        if law.rates == RATED_ANEW:
            made.points = 0


@compiled()
def ground(org, made, law):  # type: ignore[no-untyped-def]
    """Why a file is to be put on the blacklist, or NO_GROUND: an act, its owner, its rating."""
    if not law.lists or not org.covered:
        return NO_GROUND
    if made.new_ground:
        return FIRST_ACT_GROUND + made.new_ground - 1
    if law.owner_lists and org.owner_listed:
        return FOR_OWNER
    if 1 << made.rating & law.listing_ratings:
        return FOR_RATING
    return NO_GROUND


@compiled()
def blacklisted(nxt, made, law, day, why):  # type: ignore[no-untyped-def]
    """5. A file goes onto the blacklist; where the law says so, the licence is gone for a while."""
    made.listed = 1
    made.watched = 0
    made.ground = 1 + why
    made.entries = min(made.entries + 1, MOST_ENTRIES)
    made.since = day
    made.leaves = LATER
    if law.suspends and not nxt.closed:
        made.back = day + law.suspension_days


@compiled()
def listed(org, nxt, law, i, last):  # type: ignore[no-untyped-def]
    """5. One file onto the lists and off them; returns why it was put on the blacklist, or NO_GROUND.

    Exits are decided on the standing as of step 1, so that nothing of this month matters.
    """
    file, made = org.file[i], nxt.file[i]
    if file.leaves <= last:
        made.listed = 0
        made.watched = 0
    if file.listed:
        return NO_GROUND
    why = ground(org, made, law)
    overdue = made.watched and law.escalates_days > 0 and file.since + law.escalates_days <= last
    if why == NO_GROUND and law.lists and overdue:
        why = FOR_WATCH
    if why != NO_GROUND:
        blacklisted(nxt, made, law, last, why)
    elif law.watches and org.covered and made.new_watch and not file.watched and file.back <= last:
        made.watched = 1
        made.ground = FIRST_ACT_GROUND + made.new_watch  # 1 + the ground of the act
        made.since = last
    return why


@compiled()
def lists(org, nxt, law, now, desk, count, ledger):  # type: ignore[no-untyped-def]
    """5. Both files onto the lists and off them; what only wrong records explain is counted."""
    kind, last = org.kind, now.first_day + now.days - 1
    listed(org, nxt, law, IN_TRUTH, last)
    why = listed(org, nxt, law, ON_FILE, last)
    file, made, true_file = org.file[ON_FILE], nxt.file[ON_FILE], nxt.file[IN_TRUTH]
    if file.leaves <= last:
        stay = file.leaves - file.since
        count.blacklist_exits[kind] += file.listed
        count.blacklist_stay_days[kind] += stay if file.listed else 0
        count.watchlist_exits[kind] += file.watched
        said(ledger, desk, org.position, file.leaves, LEFT if file.listed else MENDED, stay, 0, 0)
    if why != NO_GROUND:
        wrong = not true_file.listed
        nxt.warning += law.warned_by_entry
        count.blacklist_entries[kind] += 1
        count.entries_for[kind, why] += 1
        count.blacklist_wrongful_entries[kind] += wrong
        count.watchlist_escalated[kind] += file.watched and file.leaves > last
        said(ledger, desk, org.position, last, ENTERED, why, score(org, made.points, ON_FILE, law), wrong)
        if made.back > last:
            said(ledger, desk, org.position, last, SUSPENDED, law.suspension_days, 0, 0)
    elif made.watched and not file.watched:
        wrong = not true_file.watched and not true_file.listed
        count.watchlist_entries[kind] += 1
        count.watched_for[kind, made.ground - 1] += 1
        count.watchlist_wrongful_entries[kind] += wrong
        said(ledger, desk, org.position, last, WATCHED, made.ground - 1, 0, wrong)
