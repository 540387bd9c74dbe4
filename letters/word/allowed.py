"""What a letter may hold: names only. Whatever stands in none of these lists is not written into the new file, and is either
told to whoever gave it or refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
WPC = "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741
W10 = "urn:schemas-microsoft-com:office:word"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML = "http://www.w3.org/XML/1998/namespace"
PREFIXES: Mapping[str, str] = {
    "w": W, "r": R, "a": A, "pic": PIC, "wp": WP, "wps": WPS, "wpg": WPG, "wpc": WPC, "v": V, "o": O, "w10": W10,
}  # fmt: skip
"""docxtpl and large print look for these prefixes: every part is written with them, whatever it came with."""


def w(name: str) -> str:
    """The full name of an element or attribute of Word's own."""
    return f"{{{W}}}{name}"


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of part that a letter may have."""

    relation: str
    """The end of the type of the relationship that leads to it."""
    content: str
    """The type that it says it is."""
    name: str
    """What it is called in the file we write; `{}` where there may be several."""
    place: str
    """Where it is, for a person."""
    root: str
    """The one element that holds everything in it."""


WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
BODY = Kind("officeDocument", f"{WORDML}.document.main+xml", "word/document.xml", "the letter", w("document"))
HEADER = Kind("header", f"{WORDML}.header+xml", "word/header{}.xml", "a header", w("hdr"))
FOOTER = Kind("footer", f"{WORDML}.footer+xml", "word/footer{}.xml", "a footer", w("ftr"))
FOOTNOTES = Kind("footnotes", f"{WORDML}.footnotes+xml", "word/footnotes.xml", "a footnote", w("footnotes"))
ENDNOTES = Kind("endnotes", f"{WORDML}.endnotes+xml", "word/endnotes.xml", "an endnote", w("endnotes"))
STYLES = Kind("styles", f"{WORDML}.styles+xml", "word/styles.xml", "the styles", w("styles"))
NUMBERING = Kind("numbering", f"{WORDML}.numbering+xml", "word/numbering.xml", "the numbering", w("numbering"))
SETTINGS = Kind("settings", f"{WORDML}.settings+xml", "word/settings.xml", "the settings", w("settings"))
FONTS = Kind("fontTable", f"{WORDML}.fontTable+xml", "word/fontTable.xml", "the list of fonts", w("fonts"))
THEME = Kind(
    "theme",
    "application/vnd.openxmlformats-officedocument.theme+xml",
    "word/theme/theme1.xml",
    "the theme",
    f"{{{A}}}theme",
)
OF_THE_BODY = (STYLES, SETTINGS, FONTS, THEME, NUMBERING, FOOTNOTES, ENDNOTES)
"""What a document has one of, without any word pointing to it."""
WITH_WORDS = (BODY, HEADER, FOOTER, FOOTNOTES, ENDNOTES)
"""Parts that a reader sees, and that may hold tags."""
IMAGE, HYPERLINK = "image", "hyperlink"
TEMPLATE_TYPE = f"{WORDML}.template.main+xml"

RELATIONS = (f"{R}/", "http://schemas.openxmlformats.org/package/2006/relationships/")
"""How the types of relationships begin that Word has always written."""
CORE = "metadata/core-properties"

MACROS = "It holds macros. Save it as a Word document without macros (.docx)."
ANOTHER_FILE = "It holds another file inside it, such as a spreadsheet. Take it out, or paste it as a picture."
A_PROGRAM = "It holds a control that runs a program. Take it out."
WORDS_OF_ANOTHER = "It holds another file inside it. Copy its words into the letter instead."
A_CHART = "It holds a chart or a diagram. Cut it in Word, and paste it as a picture (Paste Special, PNG)."
FRAMES = "It is made of frames that show other pages. Copy its words into a new document."
REFUSED_RELATIONS: Mapping[str, str] = {
    "vbaProject": MACROS,
    "wordVbaData": MACROS,
    "oleObject": ANOTHER_FILE,
    "package": ANOTHER_FILE,
    "aFChunk": WORDS_OF_ANOTHER,
    "subDocument": WORDS_OF_ANOTHER,
    "control": A_PROGRAM,
    "activeXControlBinary": A_PROGRAM,
    "frame": FRAMES,
    "chart": A_CHART,
    "chartEx": A_CHART,
    "diagramData": A_CHART,
    "diagramLayout": A_CHART,
    "diagramQuickStyle": A_CHART,
    "diagramColors": A_CHART,
    "diagramDrawing": A_CHART,
    "video": "It holds a film or a sound. Take it out.",
    "audio": "It holds a film or a sound. Take it out.",
    "media": "It holds a film or a sound. Take it out.",
}
"""What is not taken, by the end of the relationship's type."""
REFUSED_TYPES: Mapping[str, str] = {
    "application/vnd.ms-office.vbaproject": MACROS,
    "application/vnd.ms-word.vbadata+xml": MACROS,
    "application/vnd.ms-word.document.macroenabled.main+xml": MACROS,
    "application/vnd.ms-word.template.macroenabledtemplate.main+xml": MACROS,
    "application/vnd.ms-office.activex+xml": A_PROGRAM,
    "application/vnd.ms-office.activex": A_PROGRAM,
    "application/vnd.openxmlformats-officedocument.oleobject": ANOTHER_FILE,
}
"""What is not taken, by the type a part says it is, in small letters."""
REFUSED_NAMES: Mapping[str, str] = {
    "vbaproject": MACROS,
    "vbadata": MACROS,
    "embeddings/": ANOTHER_FILE,
    "oleobject": ANOTHER_FILE,
    "activex/": A_PROGRAM,
    "afchunk": WORDS_OF_ANOTHER,
}
"""What is not taken, by a piece of a part's name: honest about itself, whatever else it says."""

LEFT_OUT: Mapping[str, str] = {
    "attachedTemplate": "Left out: the template that was attached to it; letters are made without one.",
    "comments": "",  # counted where they stand
    "glossaryDocument": "Left out: its building blocks.",
    "font": "Left out: the fonts inside it; letters use those of the computer they are read on.",
    "mailMergeSource": "Left out: the list of people for a mail merge.",
    "mailMergeHeaderSource": "Left out: the list of people for a mail merge.",
    "recipientData": "Left out: the list of people for a mail merge.",
    "transform": "Left out: how it is turned into other formats.",
    "keyMapCustomizations": "Left out: keys of your own.",
    "attachedToolbars": "Left out: toolbars of your own.",
    "digital-signature/origin": "Left out: its digital signature; it is another file now.",
    "printerSettings": "",
    "extended-properties": "",
    "custom-properties": "",
    "metadata/thumbnail": "",
    "thumbnail": "",
    "customXml": "",
    "customXmlProps": "",
    "webSettings": "",
    "stylesWithEffects": "",
    "commentsExtended": "",
    "commentsIds": "",
    "commentsExtensible": "",
    "people": "",
    "documenttasks": "",
    "classificationlabels": "",
}
"""What is not written into the letter, by the end of the relationship's type: what is said of it; nothing of what Word puts
into every file and no reader sees."""

REFUSED_ELEMENTS: Mapping[str, str] = {
    w("object"): ANOTHER_FILE,
    w("control"): A_PROGRAM,
    w("altChunk"): WORDS_OF_ANOTHER,
    w("subDoc"): WORDS_OF_ANOTHER,
    w("frameset"): FRAMES,
    w("movie"): "It holds a film or a sound. Take it out.",
    w("cellDel"): "It holds tracked changes of a table’s cells. In Word choose Review, Accept All Changes.",
    w("cellMerge"): "It holds tracked changes of a table’s cells. In Word choose Review, Accept All Changes.",
    f"{{{O}}}OLEObject": ANOTHER_FILE,
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "It holds an equation. Write it in words.",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMathPara": "It holds an equation. Write it in words.",
    **{
        w(name): "It holds a day that renews itself. Take it out, and put {{ written_on }} there."
        for name in ("dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong")
    },
}


LINKS = frozenset({"http", "https", "mailto", "tel"})
"""How the address of a link may begin."""
TAG_MARKS = ("{{", "}}", "{%", "%}", "{#", "#}")
"""What a tag begins and ends with."""
