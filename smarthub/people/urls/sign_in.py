"""The addresses that allauth looks for under these names. None of its other pages is reachable."""

from django.urls import path

from smarthub.people.views import sign_in

urlpatterns = [
    path("me/sign-in/", sign_in.sign_in, name="account_login"),
    path("me/sign-in/code/", sign_in.enter_code, name="account_confirm_login_code"),
    path("me/sign-out/", sign_in.sign_out, name="account_logout"),
]
