"""The design's document shows the palettes that the code has."""

from tests.figures import sheet


def test_the_picture_in_the_design_document_is_drawn_from_the_code() -> None:
    told = "drawn anew by: python -m tests.figures.sheet"
    assert sheet.PICTURE.read_text(encoding="utf-8") == sheet.drawing(), told
