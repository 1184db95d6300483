"""Who typed something, said in a way that only the server can write: a page is sent back by whom it was made for."""

from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext as _

from countries.models import User

FIELD = "typed_by"
_signer = signing.Signer(salt="results.desk.keeping")


def sign(user: User) -> str:
    """The mark of a person in her pages; the same in all of them."""
    return _signer.sign(str(user.pk))


def read(mark: str) -> int | None:
    """The primary key of the person that a mark stands for; None for a mark that is not ours."""
    try:
        return int(_signer.unsign(mark))
    except (signing.BadSignature, ValueError):
        return None


def is_somebody_elses(request: HttpRequest, user: User) -> bool:
    """Whether a form is posted that was opened by another person in this browser."""
    return FIELD in request.POST and read(request.POST[FIELD]) != user.pk


def not_yours(user: User) -> str:
    """The sentence for it."""
    return _(
        "This page was opened by somebody else, and you are signed in as %(user)s now. Nothing was saved in your name. "
        "Sign in as the person who wrote it, and send it again."
    ) % {"user": user}
