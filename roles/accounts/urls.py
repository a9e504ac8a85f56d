"""The addresses of accounts, by the names that Django and its admin know them by."""

from django.urls import path

from roles.views import accounts

urlpatterns = [
    path("login/", accounts.SignIn.as_view(), name="login"),
    path("logout/", accounts.SignOut.as_view(), name="logout"),
    path("password/", accounts.ChangePassword.as_view(), name="password_change"),
    path("reset/", accounts.AskForLink.as_view(), name="password_reset"),
    path("reset/sent/", accounts.LinkSent.as_view(), name="password_reset_done"),
    path("reset/<str:uidb64>/<str:token>/", accounts.ChoosePassword.as_view(), name="password_reset_confirm"),
]
