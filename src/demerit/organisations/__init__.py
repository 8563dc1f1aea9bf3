"""Organisations: companies and others, as functions of the seed and their number; nothing about them is stored."""
