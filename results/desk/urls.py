"""The desk's part of the site map."""

from results.desk.files.urls import urlpatterns as files
from results.desk.importing.urls import urlpatterns as importing
from results.desk.keeping.urls import urlpatterns as keeping
from results.desk.overseeing.urls import urlpatterns as overseeing
from results.desk.reviewing.urls import urlpatterns as reviewing
from results.desk.writing.urls import urlpatterns as writing

# What is said of all reports comes before what is said of one.
urlpatterns = [*overseeing, *importing, *keeping, *files, *reviewing, *writing]
