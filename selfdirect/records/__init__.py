"""The nouns: what the council knows, one file for each noun, and the questions asked of it.

Models hold facts, constraints hold the law of the table, querysets hold the questions. Nothing here writes on its own:
selfdirect/actions does. What never lives here: sums (selfdirect/rules), money movements (selfdirect/ledger), pages.
"""
