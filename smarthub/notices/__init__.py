"""Notices: the outbox. What leaves the house is a row here first, written in the transaction of what it tells; the worker
sends it.

One row a message and channel, in the reader's own language. It is tried again with growing pauses when the way out is
closed, and never sent twice: where the house cannot know whether a message went, it is not sent again. People choose their
channels, their quiet hours and what they are reminded of.
"""
