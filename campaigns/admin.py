from django.contrib import admin

from campaigns.models import Campaign
from organisation.admin_base import ScopedAdmin
from organisation.roles import Permission


@admin.register(Campaign)
class CampaignAdmin(ScopedAdmin):
    view_permission = Permission.VIEW_PLEDGES
    change_permission = Permission.EDIT_CAMPAIGNS
    folds_search = True
    list_display = ["name", "code", "kind", "parent", "starts_on", "ends_on", "managing_unit"]
    list_filter = ["kind"]
    list_select_related = ["parent", "managing_unit"]
    search_fields = ["name_folded", "code"]
    readonly_fields = ["code", "parent", "managing_unit"]  # the place in the tree is changed on the campaign's page
    fields = [
        "code", "name", "kind", "parent", "theme", "starts_on", "ends_on", "managing_unit", "legal_basis", "note",
    ]  # fmt: skip
