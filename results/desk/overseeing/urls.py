"""What I owe, periods, rights, findings, mail: addresses."""

from django.urls import path

from results.desk.overseeing import findings, mail, periods, views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("rights/", views.rights, name="rights"),
    path("findings/", findings.findings, name="findings"),
    path("mail/", mail.mail_settings, name="mail-settings"),
    path("periods/", periods.periods, name="periods"),
    path("periods/lock/", periods.lock_period, name="period-lock"),
    path("periods/<int:pk>/unlock/", periods.unlock_period, name="period-unlock"),
    path("periods/<int:pk>/exception/", periods.except_from_lock, name="period-exception"),
]
