"""People: everybody who comes, of every age, with or without e-mail, phone, company or account.

A person is a row with a name. Who wants more signs in by an e-mail code, a passkey, a phone number with a PIN, or a
one-time link that the host hands out. Roles are few and live where their object lives; a visitor or a member is derived,
never stored.

Ages (rules/ages.py): the younger age counts until the year is over; under 10 a guardian acts, under 20 one agrees to what
the law does not leave to the young. `queries.why_not_book` and `queries.why_not_act` ask it; whoever sits down is not asked.

A kiosk finds out who stands before it, without signing anybody in:
`http.cards.secret_in(scanned)`, then `queries.person_of_card(secret, at=when)` for a printed card, also one that was
shown while the network was down; `actions.pins.person_with_pin(phone, pin, place=…, now=…)` for a number and a PIN
(raises Refused; `kit.forms.read_phone` reads the number); then `queries.acts_for(person, now=…)`: in whose names they may
book and check in, their own and their children's.
"""
