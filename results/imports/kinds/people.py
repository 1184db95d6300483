"""The people who work with Waymark and their roles, in sheets; passwords stand in none."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.models import CountryRole, User
from results.imports.kinds.kind import Planning
from results.imports.kinds.plain.columns import Columns, StoredColumn
from results.imports.kinds.plain.kind import ModelKind, Refusal
from results.imports.rows import Reading, Value
from results.imports.values.codes import EntryWidget
from results.imports.values.text import TextWidget, as_text

_MailLanguage: Any = models.TextChoices(  # type: ignore[call-overload]  # made from the settings
    "_MailLanguage", [(code.upper(), (code, name)) for code, name in settings.LANGUAGES]
)


class AddressWidget(TextWidget):
    """An e-mail address, in small letters."""

    def clean(self, value: Value, row: Any = None, **context: Any) -> str:
        return super().clean(as_text(value).lower())


class UsersKind(ModelKind):
    """People, known by their e-mail address. A new one has no password yet, and no mail is sent to her."""

    name = "users"
    label = gettext_lazy("People")
    model = User
    key = ("email",)
    vocabulary = "accounts"

    def declare(self) -> Iterable[StoredColumn]:
        column = Columns(User)
        yield column.of(
            "email", AddressWidget(User._meta.get_field("email")),
            gettext_lazy("By which a person is recognised, and signs in. Passwords stand in no sheet: a new person has "
                         "a link sent to her from the page on which people sign in."),
            "officer@example.org", allowed=gettext_lazy("A complete e-mail address."), width=30,
        )  # fmt: skip
        yield column.text("name", gettext_lazy("Her name."), "Nigora Rahimova")
        yield column.choice("language", _MailLanguage, gettext_lazy("Of the mails she gets."), "en")
        yield column.yes_or_no("is_active", gettext_lazy("No for somebody who has left: nobody is deleted."), "yes")

    def may_read(self, user: User) -> bool:
        return user.is_administrator

    def fill(self, reading: Reading, planning: Planning) -> None:
        if there := planning.lookups.people.get(str(reading.values.get("email", "")).casefold()):
            reading.values["email"] = there.email

    def refusals(self, instance: User, reading: Reading, planning: Planning) -> Iterator[Refusal]:
        yield from refuse_demonstration(instance)
        if instance.is_superuser and not planning.by.is_superuser:
            yield "email", "above-you", _("This person holds all rights. Only somebody who does too may change this.")
        if instance.pk == planning.by.pk and not instance.is_active:
            yield "is_active", "own-account", _("This is your own account. Ask another administrator to close it.")

    def promised(self, instance: User) -> dict[str, Any]:
        return {"key": instance.email, "email": instance.email, "is_demo": instance.is_demo}

    def before_create(self, instance: User) -> None:
        instance.set_unusable_password()

    def why_kept(self, instances: Sequence[User], *, by: User) -> dict[Any, str]:
        sentence = _("%(person)s stays: she has signed in since. Make the account inactive instead.")
        return {user.pk: sentence % {"person": user.email} for user in instances if user.last_login}


class RolesKind(ModelKind):
    """Roles, each given to a person in a country, a region, or everywhere. A sheet gives roles and takes none away."""

    name = "roles"
    label = gettext_lazy("Roles")
    after = ("users",)
    model = CountryRole
    key = ("user", "role", "country", "region")
    optional = frozenset({"country", "region"})

    def declare(self) -> Iterable[StoredColumn]:
        column = Columns(CountryRole)
        yield column.of(
            "user", EntryWidget("accounts", "email"), gettext_lazy("The person who holds the role."),
            "officer@example.org", name="email", heading=gettext_lazy("E-mail address"),
            allowed=gettext_lazy("The e-mail address of a person who is here, or in the sheet of people."), width=30,
        )  # fmt: skip
        yield column.choice("role", CountryRole.Role, gettext_lazy("What she may do."), "officer")
        yield column.entry(
            "country", "countries", "iso3",
            gettext_lazy("Where the role holds; with country and region left empty, everywhere."), "TJK",
        )  # fmt: skip
        yield column.entry("region", "regions", "code", gettext_lazy("Instead of a country, all of a region."), "")

    def may_read(self, user: User) -> bool:
        return user.is_administrator

    def refusals(self, instance: CountryRole, reading: Reading, planning: Planning) -> Iterator[Refusal]:
        if person := reading.values.get("email"):
            yield from refuse_demonstration(person)

    def why_kept(self, instances: Sequence[CountryRole], *, by: User) -> dict[Any, str]:
        # An administrator has one such role, since it holds everywhere; without it she could not undo this step.
        sentence = _("This role stays: it makes you an administrator. Ask another administrator to remove it.")
        return {
            role.pk: sentence
            for role in instances
            if role.user_id == by.pk and role.role == CountryRole.Role.ADMINISTRATOR and not by.is_superuser
        }


def refuse_demonstration(person: Any) -> Iterator[Refusal]:
    """The accounts of the demonstration have public passwords, so they open nothing in earnest."""
    if person.is_demo and settings.IS_PRODUCTION:
        yield (
            "email",
            "demonstration",
            _("This address belongs to the demonstration, whose passwords are public. Write the person's own address."),
        )
