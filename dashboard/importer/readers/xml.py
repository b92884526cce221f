"""XML of office files, heard as it goes by or as a small tree; one that declares a document type is no office's."""

from collections.abc import Callable
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

# Enough for a tree of styles, links or comments of a workbook that people made.
PIECE = 1024 * 1024

Attributes = dict[str, str]


class Declared(expat.ExpatError):
    """The file declares a document type: entities can swell without end, or lead elsewhere."""


def hear(
    file: IO[bytes],
    begins: Callable[[str, Attributes], None],
    says: Callable[[str], None] | None = None,
) -> None:
    """Calls ``begins`` with each element's name without its prefix and its attributes, ``says`` with text between.

    Raises ExpatError for what is no XML, or declares a document type.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    names: dict[str, str] = {}

    def begin(name: str, attributes: Attributes) -> None:
        begins(names.get(name) or names.setdefault(name, name.rpartition(":")[2]), attributes)

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = refuse
    parser.CharacterDataHandler = says
    while piece := file.read(PIECE):
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def tree_of(xml: bytes) -> ElementTree.Element:
    """A small part as a tree. Raises ExpatError or ParseError."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(xml, True)
    return ElementTree.fromstring(xml)


def refuse(*declaration: object) -> None:
    """Ends the reading of a file that declares a document type."""
    raise Declared
