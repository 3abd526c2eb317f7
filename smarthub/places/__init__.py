"""Places: provinces and their groupings, hubs, opening hours, floors, zones and spaces, and the policies that hold there.

A space may be part of another: a hall made of rooms, a table made of desks. Booking the whole holds every part, and
only the leaves of that tree are ever held in time.
"""
