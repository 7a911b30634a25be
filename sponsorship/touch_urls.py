"""Addresses of what keeps a unit in touch with its donors."""

from django.urls import path

from sponsorship.views import letters, links, reminders, timeline

keeping_in_touch = [
    path("timeline/child/<uuid:public_id>/", timeline.timeline, name="timeline"),
    path("letters/", letters.letter_list, name="letters"),
    path("letters/add/", letters.letter_add, name="letter_add"),
    path("letters/<uuid:public_id>/", letters.letter, name="letter"),
    path("letters/<uuid:public_id>/edit/", letters.letter_edit, name="letter_edit"),
    path("letters/<uuid:public_id>/pages/add/", letters.letter_page_add, name="letter_page_add"),
    path("letters/<uuid:public_id>/pages/<int:pk>/", letters.letter_page, name="letter_page"),
    path("letters/<uuid:public_id>/forward/", letters.letter_forward, name="letter_forward"),
    path("letters/<uuid:public_id>/keep/", letters.letter_keep, name="letter_keep"),
    path("letters/<uuid:public_id>/delete/", letters.letter_drop, name="letter_drop"),
    path("personal-pages/donor/<uuid:public_id>/", links.links, name="links"),
    path("personal-pages/<uuid:public_id>/renew/", links.link_renew, name="link_renew"),
    path("personal-pages/<uuid:public_id>/revoke/", links.link_revoke, name="link_revoke"),
    path("reminders/", reminders.reminder_list, name="reminders"),
    path("reminders/text/<uuid:public_id>/", reminders.reminder_text, name="reminder_text"),
    path("reminders/<uuid:public_id>/", reminders.reminder, name="reminder"),
    path("reminders/<uuid:public_id>/sent/", reminders.reminder_sent, name="reminder_sent"),
    path("reminders/<uuid:public_id>/mail/", reminders.reminder_mail, name="reminder_mail"),
]
