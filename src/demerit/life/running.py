"""Where and when the system runs."""

from demerit.life.replaying import Data, Replay


def takes_part(moved: Replay, data: Data, month: int) -> bool:
    """Whether the regime is in force in the community in a month (absolute)."""
    law, place = data.law_of(month), data.layout[moved.community.number]
    return bool(law.active) and int(place["position"]) < int(law.rollout[place["province"], place["tier"]])
