"""Money and goods of campaigns."""

from django.urls import path

from campaigns import goods_views, money_views, promise_views

urlpatterns = [
    path("givers/found/", money_views.found_givers, name="found_givers"),
    path("<uuid:public_id>/contributions/", money_views.contributions, name="contributions"),
    path("<uuid:public_id>/contributions/add/", money_views.contribution_add, name="contribution_add"),
    path("<uuid:public_id>/contributions/collect/", money_views.collect, name="collect"),
    path("<uuid:public_id>/appeal/", money_views.appeal_edit, name="appeal_edit"),
    path("<uuid:public_id>/givers/", money_views.givers, name="givers"),
    path("<uuid:public_id>/spending/", money_views.spendings, name="spendings"),
    path("<uuid:public_id>/spending/add/", money_views.spending_add, name="spending_add"),
    path("<uuid:public_id>/promises/", promise_views.promises, name="promises"),
    path("<uuid:public_id>/promises/add/", promise_views.promise_add, name="promise_add"),
    path("<uuid:public_id>/goods/", goods_views.campaign_goods, name="campaign_goods"),
    path("promises/<uuid:public_id>/withdraw/", promise_views.promise_withdraw, name="promise_withdraw"),
    path("contributions/<uuid:public_id>/", money_views.contribution, name="contribution"),
    path("contributions/<uuid:public_id>/reverse/", money_views.contribution_reverse, name="contribution_reverse"),
    path("spending/<uuid:public_id>/reverse/", money_views.spending_reverse, name="spending_reverse"),
    path("goods/", goods_views.goods, name="goods"),
    path("goods/add/", goods_views.goods_add, name="goods_add"),
    path("goods/<uuid:public_id>/", goods_views.goods_item, name="goods_item"),
    path("goods/<uuid:public_id>/edit/", goods_views.goods_edit, name="goods_edit"),
    path("goods/<uuid:public_id>/move/", goods_views.goods_move, name="goods_move"),
    path("goods/moves/<uuid:public_id>/reverse/", goods_views.goods_move_reverse, name="goods_move_reverse"),
]
