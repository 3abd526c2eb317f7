"""The floor: what Django itself costs. Sessions in the database, CSRF, sign-in, the ORM, a lock on the room, the same slot
rows under the same unique key, a template page; no rule, no price, no journal. It is served as the house is.
"""
