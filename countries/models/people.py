"""The people who work with Waymark, and the roles they hold in countries."""

from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from countries.models.places import Country, Region
from countries.querysets import CountryRoleQuerySet


class UserManager(BaseUserManager["User"]):
    """Accounts are known by their e-mail address, whatever its capitals."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account; what she may do follows from the roles she holds."""

    email = models.EmailField(
        _("e-mail address"), unique=True, error_messages={"unique": _("Another person has this e-mail address.")}
    )
    name = models.CharField(_("name"), max_length=150)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Untick this instead of deleting a person who has left.")
    )
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="en", help_text=_("Of the mails you get.")
    )
    mail_at_once = models.BooleanField(
        _("a mail at once"),
        default=True,
        help_text=_("For what concerns you: a report returned to you, waiting for you, or handed to you."),
    )
    mail_digest = models.BooleanField(
        _("a daily summary"), default=True, help_text=_("Everything else in your countries, in one mail a day.")
    )
    date_joined = models.DateTimeField(_("account since"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_is_unique_whatever_its_capitals",
                violation_error_message=_("Another person has this e-mail address."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @cached_property
    def held_roles(self) -> "list[CountryRole]":
        """All roles of this person, read once a request."""
        return list(CountryRole.objects.for_user(self)) if self.is_active else []

    @property
    def is_staff(self) -> bool:
        """Whether the workspace is open to this person at all."""
        return self.is_active and (self.is_superuser or bool(self.held_roles))

    @property
    def is_administrator(self) -> bool:
        """Whether this person keeps vocabularies, people and imports."""
        held = {role.role for role in self.held_roles}
        return self.is_active and (self.is_superuser or CountryRole.Role.ADMINISTRATOR in held)

    @property
    def is_demo(self) -> bool:
        """Whether this account belongs to the demonstration, whose passwords are public."""
        return self.email.endswith("@" + settings.DEMO_EMAIL_DOMAIN)

    def roles_in(self, country: Country) -> set[str]:
        """The roles this person holds in a country: given there, for its region, or everywhere."""
        roles = {role.role for role in self.held_roles if role.covers(country)}
        if self.is_active and self.is_superuser:
            roles.add(CountryRole.Role.ADMINISTRATOR)
        return roles


class CountryRole(models.Model):
    """A role that a person holds in a country, in a region, or everywhere."""

    class Role(models.TextChoices):
        OFFICER = "officer", _("Officer: writes reports")
        NATIONAL_REVIEWER = "national-reviewer", _("National reviewer: returns or approves reports")
        REGIONAL_REVIEWER = "regional-reviewer", _("Regional reviewer: returns or approves reports, locks periods")
        PUBLISHER = "publisher", _("Headquarters publisher: publishes what others wrote")
        MANAGER = "manager", _("Manager: reads everything, drafts too")
        ADMINISTRATOR = "administrator", _("Administrator: vocabularies, people, imports")

    user = models.ForeignKey(User, models.CASCADE, related_name="roles", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    country = models.ForeignKey(
        Country, models.CASCADE, null=True, blank=True, related_name="roles", verbose_name=_("country")
    )
    region = models.ForeignKey(
        Region, models.CASCADE, null=True, blank=True, related_name="roles", verbose_name=_("region")
    )

    objects = CountryRoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["user", "role", "country", "region"]
        constraints = [
            models.CheckConstraint(
                condition=Q(country__isnull=True) | Q(region__isnull=True),
                name="role_is_for_a_country_or_a_region",
                violation_error_message=_("Choose a country or a region, or neither for everywhere; not both."),
            ),
            models.CheckConstraint(
                condition=~Q(role="administrator") | Q(country__isnull=True, region__isnull=True),
                name="administrator_is_everywhere",
                violation_error_message=_("An administrator works everywhere: leave country and region empty."),
            ),
            models.UniqueConstraint(
                "user",
                "role",
                Coalesce("country", Value(0)),
                Coalesce("region", Value(0)),
                name="role_is_given_once",
                violation_error_message=_("This person already holds this role there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.country or self.region or _('everywhere')})"

    @property
    def is_everywhere(self) -> bool:
        return self.country_id is None and self.region_id is None

    def covers(self, country: Country) -> bool:
        """Whether the role holds in this country."""
        return self.is_everywhere or self.country_id == country.pk or self.region_id == country.region_id
