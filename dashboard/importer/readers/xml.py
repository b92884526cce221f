"""XML of office files, heard as it goes by or as a small tree; one that declares a document type is no office's."""

from collections.abc import Callable
from typing import IO, Protocol
from xml.etree import ElementTree
from xml.parsers import expat

# Enough for a tree of styles, links or comments of a workbook that people made.
PIECE = 1024 * 1024

Attributes = dict[str, str]


class Declared(expat.ExpatError):
    """The file declares a document type: entities can swell without end, or lead elsewhere."""


class Hearer(Protocol):
    """Who hears a file: each element with its attributes, and text while it wants it (``listens`` turns that on)."""

    listens: Callable[[bool], None]

    def begins(self, name: str, attributes: Attributes, /) -> None: ...

    def says(self, words: str, /) -> None: ...


def hear(file: IO[bytes], hearer: Hearer) -> None:
    """Calls ``hearer`` as the file goes by; names of elements have their prefix.

    Of a long list nearly all of the time goes into these calls: nothing stands between them and the parser, and text is
    heard where it is wanted only. Raises ExpatError for what is no XML, or declares a document type.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def listens(is_wanted: bool) -> None:
        parser.CharacterDataHandler = hearer.says if is_wanted else None

    hearer.listens = listens
    parser.StartElementHandler = hearer.begins
    parser.StartDoctypeDeclHandler = refuse
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
