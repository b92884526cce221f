"""Where an edition's units lie: a point and an area each, the whole of what the schematic is drawn from."""

from functools import lru_cache

import geopandas as gpd
import pandas as pd

from dashboard.units import files
from dashboard.units.table import REFORM_DAY

DEGREES = "EPSG:4326"
# Equal area, in metres, centred on Vietnam: a disc of a unit's area is a disc everywhere in the country.
METRES = "+proj=laea +lat_0=16 +lon_0=107 +datum=WGS84 +units=m +no_defs"
SPECIAL_ZONE = "dac_khu"
# The grains of the law that have shapes; other names of a grain are those of groupings.
GRAINS = ("province", "district", "commune")
# A unit that began later has its ground from others. Days as in the tables, where none means from of old.
BEGINNING = {"2024": "", "2025": REFORM_DAY.isoformat()}


def listed(edition: str) -> pd.DataFrame:
    """All units that an edition ever had, those of resolutions too: index unit_code, columns as in data/units.csv.

    Not to be changed by whoever asks: the same table is given to all.
    """
    return _listed(edition, files.stamps())


@lru_cache(maxsize=4)
def _listed(edition: str, _: object) -> pd.DataFrame:
    every = files.rows(files.FILE.name, files.ENDED)
    rows = {row["unit_code"]: row for row in every if row["edition"] == edition}
    table = pd.DataFrame(rows.values()).set_index("unit_code")
    numbers = {name: pd.to_numeric(table[name], errors="coerce") for name in ("lon", "lat", "area_km2")}
    return table.assign(parent_code=table["parent_code"].where(table["parent_code"] != ""), **numbers)


def places(edition: str) -> gpd.GeoDataFrame:
    """One row per unit that gets a shape of its own: index unit_code, area_km2, geometry a point in METRES.

    These are the communes with a point that the edition began with, and the districts none of whose communes has one
    (the islands of 2024: five had no communes at all, and those of Trường Sa have no point). Units without a point are
    not here.
    """
    edition_units = listed(edition)
    communes = edition_units[edition_units["grain"] == "commune"]
    first = communes[communes["valid_from"] <= BEGINNING[edition]]
    placed = first[first["lon"].notna() & first["lat"].notna()]
    zones = listed("2025")
    islands = _islands(edition_units, placed, zones[zones["kind"] == SPECIAL_ZONE])
    rows = pd.concat([placed, islands])[["parent_code", "lon", "lat", "area_km2"]]
    points = gpd.points_from_xy(rows["lon"], rows["lat"], crs=DEGREES)
    return gpd.GeoDataFrame({"area_km2": _areas(rows)}, geometry=points, index=rows.index).to_crs(METRES)


def _islands(edition_units: pd.DataFrame, placed: pd.DataFrame, zones: pd.DataFrame) -> pd.DataFrame:
    """Districts without a placed commune; each became a special zone of the same name, whose point it takes."""
    districts = edition_units[edition_units["grain"] == "district"]
    bare = districts[~districts.index.isin(placed["parent_code"])].drop(columns=["lon", "lat", "area_km2"])
    same_ground = zones.drop_duplicates("name").set_index("name")[["lon", "lat", "area_km2"]]
    return bare.join(same_ground, on="name").dropna(subset=["lon", "lat"])


def _areas(rows: pd.DataFrame) -> pd.Series:
    """Areas in km²; a missing one is the median of the unit's siblings, or of the edition."""
    siblings = rows.groupby("parent_code")["area_km2"].transform("median")
    return rows["area_km2"].fillna(siblings).fillna(rows["area_km2"].median())


def ancestors(edition: str) -> pd.DataFrame:
    """One row per unit: index unit_code, columns district and province (itself included), empty where none."""
    rows = listed(edition)
    parent, grain = rows["parent_code"], rows["grain"]
    above = parent.map(parent)
    itself = rows.index.to_series()
    district = itself.where(grain == "district", parent.where(parent.map(grain) == "district"))
    province = itself.where(grain == "province", parent.where(parent.map(grain) == "province"))
    province = province.fillna(above.where(above.map(grain) == "province"))
    return pd.DataFrame({"commune": itself.where(grain == "commune"), "district": district, "province": province})
