"""From the words of a question to what is asked for: phrases, longest first; fillers are passed over."""

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Final, TypeVar

from demerit.life.replaying import Data
from demerit.printable import cut
from demerit.world.errors import DemeritError

Asked = TypeVar("Asked")
NEAR: Final = 0.75  # how alike words are of which one may be meant by the other
GOLDEN: Final = 0x9E3779B1  # odd: multiples of it visit numbers in an order that looks random
LONGEST, MOST = 40, 5  # letters of a word, and words, that are said to be unknown
FILLERS: Final = frozenset(
    (
        *("a", "an", "the", "and", "then", "but", "who", "was", "were", "is", "are", "has", "had", "been", "also"),
        *(
            "of",
            "for",
            "from",
            "in",
            "on",
            "to",
            "by",
            "with",
            "person",
            "people",
            "somebody",
            "whose",
            "that",
            "which",
        ),
    )
)
ORGANISATIONS: Final = frozenset(
    ("company", "organisation", "firm", "foreign", "domestic", "association", "ngo", "nonprofit")
)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.lower().replace(",", " ").replace(";", " ").replace("-", " ").replace("_", " ").split())


def about_organisations(text: str) -> bool:
    """Whether a question is about an organisation: whether it begins with one."""
    said = [word for word in words_of(text) if word not in FILLERS]
    return bool(said) and said[0] in ORGANISATIONS


def phrases(
    by_name: Mapping[str, Asked],
    synonyms: Mapping[str, str],
    provinces: Sequence[str],
    of_province: Callable[[int, str], Asked],
) -> dict[tuple[str, ...], Asked]:
    """All phrases that are known, by their words."""
    known = {words_of(name): criterion for name, criterion in by_name.items()}
    known |= {words_of(phrase): by_name[name] for phrase, name in synonyms.items()}
    return known | {words_of(name): of_province(p, name) for p, name in enumerate(provinces)}


def parsed(text: str, known: Mapping[tuple[str, ...], Asked], vocabulary: str, also: Sequence[str] = ()) -> list[Asked]:
    """What a text asks for.  also: words that are known elsewhere, and may be meant.

    Raises DemeritError that names what is nearest, and lists what can be asked for.
    """
    longest = max(len(words) for words in known)
    words, unknown = words_of(text), []
    found: list[Asked] = []
    at = 0
    while at < len(words):
        for n in range(min(longest, len(words) - at), 0, -1):
            if words[at : at + n] in known:
                found.append(known[words[at : at + n]])
                at += n
                break
        else:
            if words[at] not in FILLERS:
                unknown.append(words[at])
            at += 1
    if unknown or not found:
        said = ", ".join(repr(cut(word, LONGEST)) for word in unknown[:MOST])
        said += f" and {len(unknown) - MOST} more words" if len(unknown) > MOST else ""
        what = f"does not know {said}" if unknown else "needs something to look for"
        near = nearest(unknown, [*also, *(" ".join(words) for words in known)])
        hint = f"; did you mean {near}?" if near else ""
        listed = ", ".join([*also, vocabulary])
        raise DemeritError(f"--find {what}{hint or ';'} {'It' if hint else 'it'} can look for: {listed}")
    return found


def nearest(unknown: Sequence[str], known: Sequence[str]) -> str | None:
    """What is most like one of some unknown words, if anything is."""
    found = (close for word in unknown for close in get_close_matches(word, known, n=1, cutoff=NEAR))
    return next(found, None)


def order(data: Data, provinces: set[int | None]) -> list[int]:
    """Communities in the order of the search: those of the province asked for, if any."""
    asked = provinces - {None}
    here = [c for c in range(len(data.layout)) if not asked or int(data.layout[c]["province"]) in asked]
    return sorted(here, key=lambda c: ((c + 1) * GOLDEN & 0xFFFFFFFF, c))
