"""People from a list: whom the house does not know comes in; nobody is changed, and all of it can be taken back."""

from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from smarthub.kit.sheets import write_xlsx
from smarthub.people.actions.bring import take_people_back
from smarthub.people.imports import import_people
from smarthub.people.models import Person
from smarthub.people.testing import make_person

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def take(text: str, **more: Any) -> Any:
    given: dict[str, Any] = {"dry_run": False, "now": NOW} | more
    return import_people(text.encode(), **given)


def test_only_a_name_is_needed_and_thai_years_and_digits_are_read() -> None:
    report = take("name,phone,email,language,birth_year\nยายสมศรี,,,,\nMalee,๐๘๑ ๒๓๔ ๕๖๗๘,Malee@Example.org,en,๒๕๓๓\n")
    assert (report.rows, report.added, report.faults) == (2, 2, ())
    malee = Person.objects.get(email="malee@example.org")
    assert (malee.phone, malee.language, malee.birth_year) == ("+66812345678", "en", 1990)
    assert Person.objects.get(name="ยายสมศรี").birth_year is None
    assert set(report.made) == set(Person.objects.values_list("code", flat=True))


def test_taken_in_again_it_adds_nobody_and_changes_nobody() -> None:
    make_person("มาลี ใจดี", email="malee@example.org")
    rows = "name,phone,email\nMalee,0812345678,MALEE@example.org\nSom,,\n"
    assert take(rows).added == 1
    assert take(rows).added == 0
    assert Person.objects.get(email="malee@example.org").name == "มาลี ใจดี"


@pytest.mark.parametrize("row", [",,a@b.co,,", "A,12,,,", "A,,no-mail,,", "A,,,,2600", "A,,,,soon", f"{'ก' * 121},,,,"])
def test_a_bad_row_is_named_and_nothing_is_done(row: str) -> None:
    report = take(f"name,phone,email,language,birth_year\nGood,,,,\n{row}\nGood,,,,\n")
    assert [fault.line for fault in report.faults] == [3, 4]
    assert not Person.objects.exists()


def test_a_dry_run_says_what_would_happen() -> None:
    report = take("name\nSom\n", dry_run=True)
    assert (report.added, report.made) == (1, ())
    assert not Person.objects.exists()


def test_a_dry_run_shows_numbers_as_people_write_them() -> None:
    (seen,) = take("name,phone,email\nSom,0812345678,som@example.org\n", dry_run=True).seen
    assert (seen.title, seen.more) == ("Som", "081-234-5678 · som@example.org")


def test_a_dry_run_counts_as_the_list_itself_and_keeps_no_writer_waiting(django_assert_num_queries: Any) -> None:
    rows = "name,phone,email\nSom,0812345678,som@example.org\nSom,0812345678,\nDao,,\n"
    with django_assert_num_queries(3) as asked:
        assert take(rows, dry_run=True).added == 2
    assert all(each["sql"].startswith("SELECT") for each in asked.captured_queries)
    assert take(rows).added == 2


def test_an_address_that_is_too_long_to_be_kept_is_named() -> None:
    long = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.example.org"
    assert [fault.line for fault in take(f"name,email\nSom,{long}\n").faults] == [2]
    assert not Person.objects.exists()


def test_a_list_of_librebooking_is_read_without_its_passwords() -> None:
    report = take(
        "username,email,first name,last name,password,phone,organization,groups\n"
        "som,som@example.org,Somsri,Jaidee,secret,0812345678,Farm,Members\n"
    )
    assert (report.added, report.passed_over) == (1, [])
    assert Person.objects.get().name == "Somsri Jaidee"


def test_nadine_s_backup_of_its_active_members_is_read_without_what_is_not_needed() -> None:
    report = take(
        "username,first_name,last_name,email,phone,phone2,address1,address2,city,state,zipcode,has_key,"
        "emergency_contact,ec_relationship,ec_phone,ec_email\n"
        "som,Somsri,Jaidee,Som@example.org,081-234-5678,,1 Ring Road,,Udon Thani,,41000,True,Dao,sister,0899999999,\n"
        "dao,,,dao@example.org,,,,,,,,,None,,,\n"
    )
    assert (report.added, report.passed_over, report.faults) == (2, [], ())
    som = Person.objects.get(email="som@example.org")
    assert (som.name, som.phone) == ("Somsri Jaidee", "+66812345678")
    assert Person.objects.get(email="dao@example.org").name == "dao"


def test_the_members_list_of_nadine_s_staff_pages_is_read() -> None:
    report = take(
        "Member, Type, Email, Phone, Gender, Industry, Has Kids, Self Employed, First Visit, Last Visit, Paid Count, "
        "Memberships, Membership Days, Average Bill\n"
        "Pim O&#x27;Brien,PT5,pim@example.org,0812345678,U,Farming,None,True,03-01-2017,11-20-2018,12,1,300,80.00\n"
        "Tor &amp; Sons,,,None,U,None,None,None,,,0,0,0,0.00\n"
    )
    assert (report.added, report.passed_over, report.faults) == (2, [], ())
    assert set(Person.objects.values_list("name", "phone", "email")) == {
        ("Pim O'Brien", "+66812345678", "pim@example.org"),
        ("Tor & Sons", "", None),
    }


def test_a_workbook_is_read_as_a_csv_is() -> None:
    data = write_xlsx(["name", "phone", "birth_year"], [["=ยายสมศรี", "0812345678", 2500]])
    assert import_people(data, dry_run=False, now=NOW).added == 1
    person = Person.objects.get()
    assert (person.name, person.birth_year) == ("=ยายสมศรี", 1957)


def test_taking_it_back_leaves_who_has_come_since() -> None:
    host = make_person("Malee")
    made = list(take("name\nSom\nSak\nSuda\n").made)
    Person.objects.filter(name="Suda").update(joined_at=NOW)
    Person.objects.filter(name="Malee").update(admin_by=Person.objects.get(name="Sak"), admin_since=NOW)
    assert take_people_back(made, by=host, now=NOW) == (1, 2)
    assert set(Person.objects.values_list("name", flat=True)) == {"Malee", "Sak", "Suda"}


def test_the_command_takes_its_own_export_back(tmp_path: Any) -> None:
    make_person("ยายสมศรี", phone="+66812345678")
    out = StringIO()
    call_command("export", "people", stdout=out)
    file = tmp_path / "people.csv"
    file.write_text(out.getvalue())
    again = StringIO()
    call_command("import", "people", str(file), stdout=again)
    assert "0 added, 0 changed, 1 as before" in again.getvalue()
    file.write_text("name,phone\nA,1\n")
    with pytest.raises(CommandError, match="1 of 1 rows"):
        call_command("import", "people", str(file), stdout=again)
    assert "line 2: “1” is not a phone number." in again.getvalue()
