from django.urls import path

from indicators import views

urlpatterns = [
    path("", views.indicators, name="indicators"),
    path("<str:biennium>/<str:code>/", views.indicator, name="indicator"),
]
