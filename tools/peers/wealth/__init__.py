"""The Boltzmann wealth model: whoever has something gives one unit to somebody."""
