"""Pictures of an attribution, and its folder."""

from demerit.report.attributed.figures import figures
from demerit.report.attributed.folder import ATTRIBUTION, KEPT, checked, save

__all__ = ["ATTRIBUTION", "KEPT", "checked", "figures", "save"]
