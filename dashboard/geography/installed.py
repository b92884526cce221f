"""The real boundaries an operator installed: a file per grain, named by a small pointer that is replaced last."""

import hashlib
import io
import json
import os
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import geopandas as gpd

from dashboard import settings

DAY = 86_400


@dataclass(frozen=True)
class Installed:
    """What the pointer says of one grain: the file beside it, how many units, and the names of the files given."""

    file: str
    units: int
    sources: tuple[str, ...]


def folder() -> Path:
    """Installed boundaries and the cache of built shapes."""
    return settings.data_folder() / "boundaries"


def pointer(edition: str) -> str:
    """The pointer's text, empty while nothing is installed: cheap to read, and it changes with each installation."""
    try:
        return (folder() / f"{edition}.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def by_grain(pointed: str) -> dict[str, Installed]:
    """The pointer's text, understood."""
    entries = json.loads(pointed) if pointed else {}
    return {grain: Installed(row["file"], row["units"], tuple(row["sources"])) for grain, row in entries.items()}


def shapes(entry: Installed) -> gpd.GeoSeries:
    """The real shapes of a grain in degrees, by unit_code."""
    return gpd.read_parquet(folder() / entry.file).set_index("unit_code")["geometry"]


def written(edition: str, layers: dict[str, tuple[gpd.GeoSeries, str]]) -> str:
    """Write the layers' files; returns the text of a pointer to them, which nobody reads before it is put in place."""
    entries = by_grain(pointer(edition))
    for grain, (geometry, source) in layers.items():
        table = gpd.GeoDataFrame({"unit_code": geometry.index}, geometry=geometry.to_numpy(), crs=geometry.crs)
        digest = hashlib.sha256(_bytes(geometry)).hexdigest()[:12]
        name = f"{edition}-{grain}-{digest}.parquet"
        write_parquet(folder() / name, table)
        earlier = entries[grain].sources if grain in entries else ()
        entries[grain] = Installed(name, len(table), tuple(dict.fromkeys([*earlier, source])))
    return json.dumps({grain: asdict(entry) for grain, entry in entries.items()}, ensure_ascii=False, indent=1)


def point(edition: str, pointed: str) -> None:
    """Put the pointer in place: from now on maps are drawn from what it names."""
    write_bytes(folder() / f"{edition}.json", pointed.encode())


def _bytes(geometry: gpd.GeoSeries) -> bytes:
    return b"".join([code.encode() + wkb for code, wkb in geometry.to_wkb().items()])


def write_parquet(path: Path, table: gpd.GeoDataFrame) -> None:
    """Write a table as GeoParquet, whole or not at all."""
    content = io.BytesIO()
    table.to_parquet(content, compression="zstd")
    write_bytes(path, content.getvalue())


def write_bytes(path: Path, content: bytes) -> None:
    """Write the content beside its place, then move it there: a reader sees the old file or the new one whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as beside:
        beside.write(content)
        beside.flush()
        os.fsync(beside.fileno())
    Path(beside.name).chmod(0o644)
    Path(beside.name).replace(path)


def sweep(path: Path, prefix: str) -> None:
    """Remove what earlier days left of the same; younger files may still be asked for by an open page."""
    for old in path.parent.glob(f"{prefix}*{path.suffix}"):
        if time.time() - old.stat().st_mtime > DAY:
            old.unlink(missing_ok=True)
