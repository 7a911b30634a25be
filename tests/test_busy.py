"""Two who save the same at one moment: the second reads a sentence, and nothing of it is half saved."""

import psycopg
import pytest
from django.db import connection
from django.test import Client

from children.models import Child
from organisation.roles import Role
from tests import factories
from tests.every_page import signed_in


@pytest.mark.django_db(transaction=True)
def test_a_child_whose_place_is_being_counted_elsewhere_is_not_half_saved(client: Client) -> None:
    child = factories.create_child(sex="male")
    clerk = signed_in(factories.create_user(role=Role.DATA_CLERK, unit=child.managing_unit))
    address = f"/children/{child.public_id}/edit/"
    form = clerk.get(address).context["form"]
    sent = {name: value for name in form.fields if (value := form[name].value())} | {
        "sex": "female",
        "version": child.version,
    }
    with psycopg.connect(**{k: v for k, v in connection.get_connection_params().items() if k in PLACE}) as other:
        other.execute("SELECT FROM children_child WHERE id = %s FOR UPDATE", [child.pk])
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        answer = clerk.post(address, sent)

    assert answer.status_code == 409
    assert "không có gì được lưu" in answer.content.decode().lower()
    assert Child.objects.get().sex == "male"
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")
    again = clerk.post(address, sent)
    assert again.status_code == 302, again.context["form"].errors


PLACE = {"dbname", "user", "password", "host", "port"}
