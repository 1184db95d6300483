"""Work that is done after an answer has gone out. Each can be done again, or by another worker, without harm."""

from django.tasks import task

from results import mailing


@task()
def send_notices() -> int:
    """Send what waits to be sent; gives back how many mails left."""
    return mailing.send_waiting()
