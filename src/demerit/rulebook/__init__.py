"""A society and a regime compiled to flat whole-number tables."""
