"""Pictures of an attribution, and its folder."""

from demerit.report.attributed.figures import figures
from demerit.report.attributed.folder import ATTRIBUTION, KEPT, owned, save

__all__ = ["ATTRIBUTION", "KEPT", "owned", "figures", "save"]
