"""What the dialog of a count's sources says before its sources."""

import datetime as dt

from dashboard.briefing.trace import Trace
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.wording.trace import subject

FIGURE = Selection("96", "2025", dt.date(2026, 11, 20), level="all")


def test_where_units_without_a_base_are_left_out_of_a_page_s_count_its_sources_begin_with_both():
    whole = Trace(FIGURE, "Tỉnh Cà Mau", "value", 1_151_645, 1_136_907)
    assert subject(whole, Text("vi")) == (
        "Mức độ 1 và 2, tính đến 20/11/2026; tỷ lệ tính trên 1.136.907 của các đơn vị có mẫu số"
    )
    same = Trace(FIGURE, "Xã Trí Phải", "value", 21_880, 21_880)
    assert subject(same, Text("vi")) == "Mức độ 1 và 2, tính đến 20/11/2026"
