"""Forms for accounts that are known by an e-mail address."""

from typing import TYPE_CHECKING

from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm

from countries.models import User

if TYPE_CHECKING:
    _Creation = BaseUserCreationForm[User]
    _Change = UserChangeForm[User]
else:
    _Creation, _Change = BaseUserCreationForm, UserChangeForm


class PersonCreationForm(_Creation):
    """A new account, with its first password; roles are given afterwards."""

    class Meta:
        model = User
        fields = ("name", "email")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class PersonChangeForm(_Change):
    """An account as it stands."""

    class Meta:
        model = User
        fields = ("name", "email", "password", "is_active")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
