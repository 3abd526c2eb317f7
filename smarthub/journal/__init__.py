"""The journal: who did what to what, where and when, as text.

An entry holds codes, never a foreign key, a name or content: every floor may write it, and erasing a person does not
break it. Writing takes no lock; the worker seals entries in order, each seal carrying the hash of the one before, so
that an entry changed or removed later is found by `./hub doctor`.
"""
