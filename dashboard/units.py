"""Administrative units of both editions, and the folding that finds their names without marks."""

import unicodedata
from functools import lru_cache

import pandas as pd

from dashboard import settings

FILE = settings.DATA / "units.csv"
NATION = "VN"
GRAINS = ("nation", "province", "district", "commune")
EDITIONS = ("2024", "2025")
# The reform day: districts abolished, 10,035 communes became 3,321.
FIRST_DAY_OF_2025 = pd.Timestamp("2025-07-01").date()


def fold(name: str) -> str:
    """Lower case, marks off, đ → d, single spaces: "Đất Mũi" → "dat mui", "Hoà" = "Hòa" = "hoa"."""
    decomposed = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower().split())


@lru_cache(maxsize=1)
def load() -> pd.DataFrame:
    """All units: one row per (edition, unit_code), columns as in data/units.csv plus name_folded; empty is NA."""
    table = pd.read_csv(FILE, dtype={"edition": str, "unit_code": str, "parent_code": str}, keep_default_na=True)
    return table.assign(name_folded=table["full_name"].map(fold))
