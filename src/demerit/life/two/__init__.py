"""One synthetic person in two worlds that differ in a regime: what was the same, where the lives part, what follows.

`open_comparison(folder)` reads what a comparison left; `tell(pair, person)` tells one person in a pair of its worlds.
"""
