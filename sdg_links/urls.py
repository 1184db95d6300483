from django.urls import path, re_path

from sdg_links import views

urlpatterns = [
    path("", views.goals, name="goals"),
    path("<int:number>/", views.goal, name="goal"),
    re_path(r"^(?P<code>\d{1,2}\.(?:\d{1,2}|[a-d]))/$", views.target, name="target"),
]
