"""What a room thinks, from agree / disagree / pass: the mathematics of Polis, written on numpy.

Small, Björkegren, Erkkilä, Shaw, Megill (2021), "Polis: Scaling deliberation by mapping high dimensional opinion
spaces", RECERCA 26(2). Agree is +1 here, as in Polis's exports (inside Polis it is -1: every axis is mirrored, no
figure changes). Only formulas are taken from there, no code.
"""
