"""Every page of a node and who it belongs to (``access/matrix.py`` says who may open it)."""

from allauth.account.views import LoginView, LogoutView
from allauth.mfa.base.views import AuthenticateView
from django.urls import path

from comity_node.views import desk, door, links

handler404 = "comity_node.views.faults.not_found"
handler500 = "comity_node.views.faults.broken"

urlpatterns = [
    path("", door.home, name="home"),
    path("sign-in", LoginView.as_view(), name="account_login"),
    path("sign-in/second", AuthenticateView.as_view(), name="mfa_authenticate"),
    path("sign-out", LogoutView.as_view(), name="account_logout"),
    path("language", door.language, name="language"),
    path("lock", door.lock, name="lock"),
    path("unlock", door.unlock, name="unlock"),
    path("keep", door.keep, name="keep"),
    path("kept/<str:token>", door.kept, name="pending"),
    path("desk", desk.desk, name="desk"),
    path("links", links.links, name="links"),
    path("letters", links.letters, name="letters"),
]
