"""The groups that register people in Thới Bình: the district's two, six led by captains, communes, youth union."""

import pandas as pd

from dashboard.demo import scenario
from dashboard.demo.simulation import Simulation

DISTRICT_TEAMS = (
    ("TB-CD", "Tổ công tác cố định Công an huyện", "district_fixed"),
    ("TB-LD", "Tổ công tác lưu động Công an huyện", "district_mobile"),
    *((f"TB-DT{number}", f"Tổ công tác do đội trưởng phụ trách số {number}", "captain_led") for number in range(1, 7)),
    ("TB-DTN", "Tổ Đoàn thanh niên huyện", "youth_union"),
)
# The province's, since there is no district any more: it stays in one commune after another.
MOBILE = "CM-LD"


def commune_team(edition: str, unit_code: str) -> str:
    """The code of a commune's own police."""
    return f"CAX-{edition}-{unit_code}"


def youth_team(unit_code: str) -> str:
    """The code of a commune's youth union, since there is no district any more."""
    return f"DTN-2025-{unit_code}"


def teams(former: Simulation, present: Simulation) -> pd.DataFrame:
    """Columns team_code, name, kind, edition, unit_code."""
    rows = [(code, name, kind, "2024", scenario.THOI_BINH) for code, name, kind in DISTRICT_TEAMS]
    for _, commune in former.communes[former.communes["parent_code"] == scenario.THOI_BINH].iterrows():
        rows.append(_commune_police("2024", commune))
    rows.append((MOBILE, "Tổ công tác lưu động Công an tỉnh", "district_mobile", "2025", scenario.PROVINCE))
    for _, commune in present.communes[present.communes["unit_code"].isin(scenario.THOI_BINH_SUCCESSORS)].iterrows():
        rows.append(_commune_police("2025", commune))
        code = commune["unit_code"]
        rows.append((youth_team(code), f"Tổ Đoàn thanh niên {commune['full_name']}", "youth_union", "2025", code))
    return pd.DataFrame(rows, columns=["team_code", "name", "kind", "edition", "unit_code"])


def _commune_police(edition: str, commune: "pd.Series[str]") -> tuple[str, str, str, str, str]:
    code = commune["unit_code"]
    return commune_team(edition, code), f"Công an {commune['full_name']}", "commune", edition, code
