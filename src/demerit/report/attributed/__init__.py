"""Pictures of an attribution, and its folder."""

from demerit.report.attributed.figures import figures
from demerit.report.attributed.folder import MARK, free, owned, save
from demerit.report.attributed.told import Told

__all__ = ["MARK", "Told", "figures", "free", "owned", "save"]
