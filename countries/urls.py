from django.urls import path

from countries import views

urlpatterns = [
    path("", views.countries, name="countries"),
    path("<str:iso3>/", views.country, name="country"),
    path("<str:iso3>/outcomes/<str:code>/", views.cpo, name="cpo"),
]
