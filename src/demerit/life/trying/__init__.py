"""One synthetic life, tried: what was drawn for the person is taken or left, and the community is lived again.

Nothing can be entered: only occasions that were drawn can be decided about, and what is published of the country stays
what it was.
"""
