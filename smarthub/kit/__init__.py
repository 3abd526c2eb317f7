"""Helpers without a domain word: the clock, refusals, facts, panels, money, short codes, Thai dates and sorting.

It is the ground floor: it knows nothing of people, places or bookings, and every other package may use it.
"""
