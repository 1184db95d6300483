"""The demonstration's accounts; their passwords are public, so production refuses them."""

from dataclasses import dataclass

from django.conf import settings

from countries.models import Country, CountryRole, User

PASSWORD = "waymark-demo"  # noqa: S105 - public on purpose; countries.authentication refuses it outside the demonstration
Role = CountryRole.Role


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in to the demonstration; no countries means everywhere."""

    local_part: str
    name: str
    role: str
    countries: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.local_part}@{settings.DEMO_EMAIL_DOMAIN}"


ACCOUNTS = (
    Account("officer", "Madina Rahimova", Role.OFFICER, ("TJK", "KGZ")),
    Account("publisher", "Jonas Lindqvist", Role.PUBLISHER),
    Account("administrator", "Aminata Koné", Role.ADMINISTRATOR),
)
# Writes the reports of the other countries; nobody signs in as her.
COUNTRY_OFFICES = Account("country-offices", "Country offices", Role.OFFICER)


def create_people() -> dict[str, User]:
    """Create the accounts that are missing; gives back all of them by local part."""
    return {account.local_part: _create(account) for account in (*ACCOUNTS, COUNTRY_OFFICES)}


def _create(account: Account) -> User:
    user = User.objects.filter(email=account.email).first()
    if user:
        return user
    password = None if account is COUNTRY_OFFICES else PASSWORD
    user = User.objects.create_user(account.email, password, name=account.name)
    places: list[Country | None] = [Country.objects.get(iso3=iso3) for iso3 in account.countries]
    for country in places or [None]:
        CountryRole.objects.create(user=user, role=account.role, country=country)
    return user
