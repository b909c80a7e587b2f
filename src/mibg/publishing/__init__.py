"""From notebooks to a published book: pairs, execution, ledger, site, promotion.

The modules import what they need when it is needed, so that a command that has nothing to do is fast.
"""
