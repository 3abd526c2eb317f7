"""Bookings: spaces held in time, and visits: who is in the building, with or without a booking.

That no space is ever held twice is kept by one unique key (Slot): a quarter of an hour of one leaf space has at most one
owner. Holds, bookings, the free time after a booking, closures and halls made of rooms all go through it.
"""
