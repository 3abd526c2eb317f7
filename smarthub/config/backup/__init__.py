"""Backup and restore: one zip with the database as a SQLite file, the uploaded files and a manifest of counts and hashes.

The database is a SQLite file whichever engine it came from, so that a hub that began on SQLite can move to PostgreSQL
(and back) by backup and restore, and so that anybody can open a backup in twenty years.
"""
