"""What a user writes: a society, a regime, dated interventions; typed, validated, hashed."""
