"""Partners: the organisations that build the smart city together, from the five sectors that the rooms of the house count.

This floor begins with the sectors alone: whoever thinks along in a brainstorm says for which of them they speak.
"""
