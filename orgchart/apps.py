"""Tell Django which admin site to use."""

from django.contrib.admin.apps import AdminConfig


class OrganisationAdminConfig(AdminConfig):
    """Django's admin, on a site of our own."""

    default_site = "roles.admin_site.OrganisationAdminSite"
