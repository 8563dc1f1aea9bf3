"""What the compiler need not do.

Numba takes each compiled function for one that Python calls.  It turns it into machine code, with all that it calls,
and adds two wrappers, for calls from Python and from C; whoever calls it is turned into machine code with it again, and
so on up; and it compiles a function once more for each constant that it is called with.  Of Demerit's functions Python
calls a few.  All others are optimised, once for all constants, and no more (`libraries.Inner`); what tells a life is
not even that (`libraries.Told`).  Whoever Python calls becomes machine code with all that it calls (`libraries.Outer`).
That takes a third of the time.  Results are the same to the bit.
"""

from demerit.compiler.functions import Compiled

__all__ = ["Compiled"]
