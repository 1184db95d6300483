from django.urls import path

from results import views
from results.overview import overview

urlpatterns = [
    path("", overview, name="overview"),
    path("results/", views.results, name="results"),
    path("results/<str:reference>/", views.result, name="result"),
    path("results/<str:reference>/v<int:number>/", views.publication, name="publication"),
]
