"""People: everybody who comes, of every age, with or without e-mail, phone, company or account.

A person is a row with a name. Who wants more signs in by an e-mail code or a one-time link that the host hands out.
Roles are few and live where their object lives; a visitor or a member is derived, never stored.
"""
