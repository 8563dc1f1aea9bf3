"""What each rule, source, right or consequence of a scenario brings about: alone, and as a share of what all do.

Players are the parts of a scenario of one kind.  The value of a coalition of them is what comes out of the world in
which the other players are taken away, on the same people and by the same chance.  Beside what goes when one is taken
away alone stands its Shapley share: the mean of what it adds over all orders in which the players can come, so that no
order decides, and the shares add up to what all of them bring about.

L. S. Shapley, "A value for n-person games", 1953; sampled by orders and their reverses: R. Mitchell, J. Cooper,
E. Frank, G. Holmes, "Sampling Permutations for Shapley Value Estimation", 2022.
"""

from demerit.comparison.attribution.asking import Asked
from demerit.comparison.attribution.found import Attribution, attribute
from demerit.comparison.attribution.players import BY, MOST

__all__ = ["Asked", "Attribution", "BY", "MOST", "attribute"]
