"""Kinds of files that a cohort is read from, each turned into tables of text."""
