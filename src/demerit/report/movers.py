"""What moves a figure, in words: keys are for whoever edits the file, and stand nowhere in a report's sentences."""

from collections.abc import Mapping
from typing import Any, Final

from demerit.report.inputs import in_words
from demerit.report.numbers import SOURCE_WORDS, plural, words
from demerit.scenario.census import PROVINCES, Regions

PARTS: Final = {
    "data_sources": "data source",
    "coverage": "share of acts that it sees",
    "wrong_person_rate": "how often it takes somebody for another",
    "false_record_rate": "how often it records what did not happen",
    "delay": "how long a record takes",
    "default_at_hardship": "defaults of people in hardship",
    "commercial_scores": "private score",
    "start": "points that everybody begins with",
    "points": "points",
    "rules": "rules",
    "below": "threshold",
    "share": "share of people it is applied to",
    "attempts": "how often people ask again",
    "refuses": "thresholds",
    "consequences": "bar",
    "blacklist": "black list",
    "redlist": "red list",
    "terms": "how long a listing lasts",
    "rollout": "where and when the system runs",
    "fear": "fear of the regime",
    "hardship": "hardship that refusals bring",
    "detention": "detentions",
    "opinion": "pressure on opinions",
    "opinions": "opinions of the society",
    "rights": "rights",
    "human_review": "review by a person",
    "health_pass": "health pass",
    "learned_score": "learned score",
    "critics": "how much more closely critics are watched",
    "groups": "how much more closely groups are watched",
    "automatic_penalties": "automatic penalties",
    "lending": "lending",
    "tax_default": "late tax returns",
    "a_head": "cameras a head",
    "full_at": "from how many cameras a head all is seen",
    "sees": "how much it sees of",
    "claws_back": "whether everything is claimed back",
    "source": "of which data source",
    "conduct": "conduct",
    "from": "since when",
    "until": "until when",
    "acceptance": "how often people do it",
    "disposition": "who is inclined to it",
    "reactance": "how many it drives further away",
    "from_share": "from how many who think otherwise",
    "distribution": "what people think without any regime",
    "expires_days": "how long it counts",
    "urban": "by city and country",
    "age": "by age",
    "income": "by income",
    "online": "of people online",
}
TOP: Final = ("regime", "society")


def named(key: str, regime: Mapping[str, Any], here: Regions = PROVINCES) -> str:
    """A dotted key in words: of a value "how far records reach of: courts", of a section "data source: courts".

    regime: as plain data; here: what its people call provinces.
    """
    said = in_words(key, regime)
    return said if said != key else ": ".join(map(here.called, _parts(key)))


def _parts(key: str) -> list[str]:
    parts = [part for part in key.split(".") if not part.isdigit()]
    said, before = [], ""
    for part in parts[1:] if parts[0] in TOP else parts:
        said.append(_said(part, before))
        before = part
    return said


def _said(part: str, before: str) -> str:
    if before == "data_sources":
        return SOURCE_WORDS.get(part, words(part))
    if before == "consequences":
        return plural(part)
    if before in ("conduct", "commercial_scores"):
        return words(part)
    return PARTS.get(part, words(part))
