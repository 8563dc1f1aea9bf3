"""Organisations, as functions of the seed and their number: nothing that they are is stored.

An *organisation* is any of them: a *company*, which is for profit, or a *nonprofit*.  An *enterprise* is a company that
has several *establishments*, its local units; each of these is an organisation of the community it lies in.
"""
