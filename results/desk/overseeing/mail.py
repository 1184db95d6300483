"""Which mail a person gets."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from countries.models import User
from results.desk.opening import at_the_desk, person

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm


class MailForm(_ModelForm):
    """At once, once a day, both or neither; and in which language."""

    class Meta:
        model = User
        fields = ("mail_at_once", "mail_digest", "language")


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def mail_settings(request: HttpRequest) -> HttpResponse:
    """A person's own choice of mails."""
    form = MailForm(request.POST if request.method == "POST" else None, instance=person(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your choice is kept. It holds from the next event on."))
        return redirect("mail-settings")
    return render(request, "desk/mail_settings.html", {"place": "mail", "section": "desk", "form": form})
