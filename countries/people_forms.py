"""Forms for accounts that are known by an e-mail address."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib.auth.forms import UserChangeForm

from countries.models import User

if TYPE_CHECKING:
    _Creation = forms.ModelForm[User]
    _Change = UserChangeForm[User]
else:
    _Creation, _Change = forms.ModelForm, UserChangeForm


class PersonCreationForm(_Creation):
    """A new account; its owner chooses the password herself, by the link that is sent to her."""

    class Meta:
        model = User
        fields = ("name", "email")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        return super().save(commit)


class PersonChangeForm(_Change):
    """An account as it stands."""

    class Meta:
        model = User
        fields = ("name", "email", "password", "is_active")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
