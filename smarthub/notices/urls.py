from django.urls import path

from smarthub.notices import views

app_name = "notices"
urlpatterns = [path("me/notices/", views.mine, name="mine")]
