"""What would have spared somebody: small changes of a scenario, each tried by a replay of the person's community.

`tell(run, person)` tries them and returns what came out as plain data.
"""
