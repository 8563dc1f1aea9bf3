"""A cold start in less time: what Numba would load, and nothing here uses."""

import sys


def without_scipy() -> None:
    """Let Numba see no SciPy while it loads itself: it would only look for a version and for linear algebra.

    No compiled function here multiplies matrices, and SciPy costs a start a tenth of a second, more from a cold disk.
    Whatever is loaded later may use SciPy as ever.
    """
    if "scipy" in sys.modules or "numba" in sys.modules:
        return
    sys.modules["scipy"] = None  # type: ignore[assignment]  # as if it were not installed
    try:
        import numba.np.arraymath  # noqa: F401
    finally:
        del sys.modules["scipy"]
