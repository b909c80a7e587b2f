"""The gate through which everything leaves that a cohort says, so that no patient can be found out from a page.

The modules are imported one by one, so that a build can ask for a name without loading what a notebook needs.
"""
