"""The tables of a cohort."""
