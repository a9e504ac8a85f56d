"""The addresses of the project: the admin, and everything else in the application."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("admin/", admin.site.urls),
]
