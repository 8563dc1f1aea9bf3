"""Many small questions at a time, one on each thread: so coarse a world keeps no two busy."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Answer = TypeVar("Answer")


def answers(
    questions: Sequence[Callable[[], Answer]], threads: int, tell: Callable[[int, int], object]
) -> list[Answer]:
    """What they come to, in their order; `tell` is told how many of how many are there.

    Raises what the first of them raises that cannot be answered; those not begun are not begun any more.
    """
    out = []
    with ThreadPoolExecutor(threads) as pool:
        asked = [pool.submit(one) for one in questions]
        try:
            for done, one in enumerate(asked, 1):
                out.append(one.result())
                tell(done, len(asked))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return out
