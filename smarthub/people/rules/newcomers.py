"""Who of a list is one and the same newcomer."""

from smarthub.people.rules.listed import Listed


class Newcomers:
    """Who is new is written down as the first row says; the rows after it mean that person, by e-mail, else by name and
    phone, as one who is known is found.
    """

    def __init__(self) -> None:
        self._by_email: dict[str, Listed] = {}
        self._by_name: dict[tuple[str, str], Listed] = {}

    def first(self, who: Listed) -> Listed:
        name = (who.name, who.phone)
        found = self._by_email.get(who.email) if who.email else self._by_name.get(name)
        if found is None:
            found = who
            self._by_name.setdefault(name, who)
            if who.email:
                self._by_email[who.email] = who
        return found
