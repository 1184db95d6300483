"""Mail leaves by the server that one setting names."""

import environ
import pytest
from django.core.mail import send_mail

from config.mail import mailer

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize(
    ("address", "backend", "options"),
    [
        pytest.param("smtp://localhost:25", SMTP, {"timeout": 10, "host": "localhost", "port": 25}, id="own machine"),
        pytest.param(
            "smtp+tls://me%40example.org:pass%2Fword@mail.example.org:587",
            SMTP,
            {
                "timeout": 10,
                "host": "mail.example.org",
                "port": 587,
                "username": "me@example.org",
                "password": "pass/word",
                "use_tls": True,
            },
            id="with a password",
        ),
        pytest.param(
            "smtp+ssl://mail.example.org",
            SMTP,
            {"timeout": 10, "host": "mail.example.org", "use_ssl": True},
            id="over TLS from the start",
        ),
    ],
)
def test_address_of_a_mail_server_is_understood(address, backend, options):
    assert mailer(environ.Env.email_url_config(address)) == {"BACKEND": backend, "OPTIONS": options}


def test_mail_on_the_console_can_be_read_and_its_links_followed(settings, capsys):
    link = "http://localhost:8000/ru/" + "long/" * 20
    settings.MAILERS = {"default": mailer(environ.Env.email_url_config("consolemail://"))}

    send_mail("Новый пароль", f"Откройте страницу:\n{link}", None, ["ana@example.org"])

    assert capsys.readouterr().out.splitlines()[:5] == [
        "To: ana@example.org", "Subject: Новый пароль", "", "Откройте страницу:", link,
    ]  # fmt: skip
