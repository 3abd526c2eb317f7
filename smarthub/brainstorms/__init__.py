"""Brainstorms: rooms where people think together, on their phones, without an account.

What happens in a room is a command that somebody sends and, once, an event: numbered without gaps, never changed. A command
carries a mark of its own, so it may be sent as often as the network needs. The log holds references, not texts: a text is
added when an event is read, and only if everybody may see it by then.
"""
