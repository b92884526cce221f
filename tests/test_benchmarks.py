"""The benchmarks are run by hand: what of them would break unseen."""

from starlette.applications import Starlette

from tests.benchmarks.constant.serve import MIDDLEWARE


def test_the_server_of_constant_pages_is_put_together_as_the_products_own() -> None:
    found = [each.cls(Starlette(), *each.args, **each.kwargs) for each in MIDDLEWARE]
    assert len(found) == len(MIDDLEWARE)
