"""The demonstration's accounts; their passwords are public, so production refuses them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password

from countries.models import Country, CountryRole, Region, User

PASSWORD = "waymark-demo"  # noqa: S105 - public on purpose; countries.authentication refuses it outside the demonstration
Role = CountryRole.Role


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in to the demonstration; neither countries nor a region means everywhere."""

    local_part: str
    name: str
    role: str
    countries: tuple[str, ...] = ()
    region: str = ""

    @property
    def email(self) -> str:
        return f"{self.local_part}@{settings.DEMO_EMAIL_DOMAIN}"


# In the order in which a report meets them; the two officers can be tried side by side.
ACCOUNTS = (
    Account("officer", "Madina Rahimova", Role.OFFICER, ("TJK", "KGZ")),
    Account("colleague", "Farrukh Nazarov", Role.OFFICER, ("TJK",)),
    Account("national-reviewer", "Zarina Saidova", Role.NATIONAL_REVIEWER, ("TJK",)),
    Account("regional-reviewer", "Elena Markovic", Role.REGIONAL_REVIEWER, region="europe-central-asia"),
    Account("publisher", "Jonas Lindqvist", Role.PUBLISHER),
    Account("manager", "Bakyt Asanov", Role.MANAGER, ("TJK", "KGZ")),
    Account("administrator", "Aminata Koné", Role.ADMINISTRATOR),
)
# Writes the reports of the other countries; nobody signs in as her.
COUNTRY_OFFICES = Account("country-offices", "Country offices", Role.OFFICER)


def create_people() -> dict[str, User]:
    """Create the accounts that are missing; gives back all of them by local part."""
    accounts = (*ACCOUNTS, COUNTRY_OFFICES)
    there = {user.email: user for user in User.objects.filter(email__in=[account.email for account in accounts])}
    # Hashing takes a third of a second by design, and it is the same password for all.
    encoded = make_password(PASSWORD) if len(there) < len(accounts) else ""
    return {account.local_part: there.get(account.email) or _create(account, encoded) for account in accounts}


def _create(account: Account, encoded_password: str) -> User:
    user = User.objects.create_user(account.email, name=account.name)
    if account is not COUNTRY_OFFICES:
        user.password = encoded_password
        user.save(update_fields=["password"])
    region = Region.objects.get(code=account.region) if account.region else None
    places: list[Country | None] = [Country.objects.get(iso3=iso3) for iso3 in account.countries]
    for country in places or [None]:
        CountryRole.objects.create(user=user, role=account.role, country=country, region=region)
    return user


@contextmanager
def told_nothing() -> Iterator[None]:
    """Let nobody have mail of what happens meanwhile: a visitor's first mail is to be about what she does herself."""
    listening = list(User.objects.filter(mail_at_once=True).values_list("pk", flat=True))
    User.objects.filter(pk__in=listening).update(mail_at_once=False)
    # Where loading fails, its transaction takes this back too.
    yield
    User.objects.filter(pk__in=listening).update(mail_at_once=True)
