"""Mail on the console of a demonstration or a developer, as people would read it: no encoding breaks its links."""

from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend


class ReadableConsole(EmailBackend):
    """Writes each mail as plain text."""

    def write_message(self, message: EmailMessage) -> None:
        head = f"To: {', '.join(message.recipients())}\nSubject: {message.subject}"
        self.stream.write(f"{head}\n\n{message.body}\n")
