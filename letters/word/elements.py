"""Names of elements, attributes and fields: whatever is in none of these lists is not written into a letter."""

from __future__ import annotations

from collections.abc import Mapping

from letters.word.allowed import FOOTER, HEADER, HYPERLINK, IMAGE, LEFT_OUT, PIC, W10, WP, WPC, WPG, WPS, A, O, V, W, w


def _listed(names: str) -> frozenset[str]:
    return frozenset(names.split())


def _of_word(names: str) -> frozenset[str]:
    return frozenset(w(name) for name in names.split())


QUIETLY_LEFT_OUT = _of_word(
    "proofErr lastRenderedPageBreak permStart permEnd annotationRef rsid rsids vanish specVanish webHidden divId "
    "ffData fldData printerSettings nsid tmpl sdtPr sdtEndPr smartTagPr customXmlPr numPicBullet lvlPicBulletId "
    "embedRegular embedBold embedItalic embedBoldItalic autoRedefine numIdMacAtCleanup oMath docPartObj contentPart"
)
"""Elements that no reader sees, or that what was found out before has settled."""
ONLY_AMONG_WORDS = _of_word(
    "document body p r t tbl hyperlink fldSimple fldChar instrText drawing pict txbxContent headerReference "
    "footerReference background bookmarkStart bookmarkEnd footnoteReference endnoteReference ruby sym"
)
"""Of these, what stands in parts that a reader sees, and never in styles or numbering."""
SETTINGS_KEPT = _of_word(
    "settings zoom mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter "
    "gutterAtTop evenAndOddHeaders defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
    "doNotHyphenateCaps characterSpacingControl footnotePr endnotePr footnote endnote pos numFmt numStart numRestart "
    "compat compatSetting themeFontLang clrSchemeMapping decimalSymbol listSeparator bookFoldPrinting "
    "noLineBreaksAfter noLineBreaksBefore displayBackgroundShape"
)
"""Of the settings, those that change how a page looks."""
ELEMENTS: Mapping[str, frozenset[str]] = {
    W: _listed(
        "document body p r t tab br cr noBreakHyphen softHyphen sym pgNum ptab ruby rt rubyBase rubyPr rubyAlign hps "
        "hpsRaise hpsBaseText lid hyperlink fldSimple fldChar instrText bookmarkStart bookmarkEnd dir bdo footnotes "
        "endnotes footnote endnote footnoteReference endnoteReference footnoteRef endnoteRef separator "
        "continuationSeparator hdr ftr drawing pict txbxContent tbl tblPr tblGrid gridCol tr trPr tc tcPr tblPrEx sectPr "
        "background pPr pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr ilvl numId "
        "suppressLineNumbers pBdr top left bottom right between bar start end shd tabs suppressAutoHyphens kinsoku "
        "wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
        "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl "
        "cnfStyle rPr rStyle rFonts lang noProof b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "color w kern position sz szCs highlight u effect bdr fitText vertAlign rtl cs em eastAsianLayout tblStyle tblpPr "
        "tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW tblCellSpacing tblInd tblBorders insideH "
        "insideV tblLayout tblCellMar tblLook tblCaption tblDescription gridBefore gridAfter wBefore wAfter cantSplit "
        "trHeight tblHeader tcW gridSpan hMerge vMerge tcBorders tl2br tr2bl noWrap tcMar tcFitText vAlign hideMark "
        "headerReference footerReference footnotePr endnotePr pos numFmt numStart numRestart type pgSz pgMar paperSrc "
        "pgBorders lnNumType pgNumType cols col formProt noEndnote titlePg rtlGutter docGrid styles docDefaults "
        "rPrDefault pPrDefault latentStyles lsdException style name aliases basedOn next link hidden semiHidden "
        "uiPriority unhideWhenUsed qFormat locked tblStylePr numbering abstractNum multiLevelType styleLink numStyleLink "
        "lvl lvlRestart isLgl suff lvlText legacy lvlJc num abstractNumId lvlOverride startOverride fonts font altName "
        "panose1 charset family notTrueType pitch sig"
    ),
    A: _listed(
        "accent1 accent2 accent3 accent4 accent5 accent6 ahLst ahPolar ahXY alpha alphaBiLevel alphaCeiling alphaFloor "
        "alphaInv alphaMod alphaModFix alphaOff alphaOutset alphaRepl anchor arcTo avLst backdrop bevel bevelB bevelT "
        "bgClr bgFillStyleLst biLevel blend blip blipFill blue blueMod blueOff blur bodyPr bottom br camera chExt chOff "
        "close clrChange clrFrom clrMap clrRepl clrScheme clrTo comp cont contourClr cs cubicBezTo custClr custClrLst "
        "custDash custGeom cxn cxnLst dk1 dk2 ds duotone ea effect effectDag effectLst effectRef effectStyle "
        "effectStyleLst end ext extraClrScheme extraClrSchemeLst extrusionClr fgClr fill fillOverlay fillRect fillRef "
        "fillStyleLst fillToRect flatTx fmtScheme folHlink font fontRef fontScheme gamma gd gdLst glow gradFill graphic "
        "graphicData graphicFrameLocks gray grayscl green greenMod greenOff grpFill grpSpLocks grpSpPr gs gsLst headEnd "
        "hlink hlinkClick hsl hslClr hue hueMod hueOff innerShdw inv invGamma l latin lightRig lin ln lnDef lnRef lnSpc "
        "lnStyleLst lnTo lstStyle lt1 lt2 lum lumMod lumOff majorFont masterClrMapping minorFont miter moveTo noAutofit "
        "noFill norm normAutofit objectDefaults off outerShdw overrideClrMapping path pathLst pattFill picLocks pos prst "
        "prstClr prstDash prstGeom prstShdw prstTxWarp pt quadBezTo r rect red redMod redOff reflection relOff rot round "
        "sat satMod satOff scene3d schemeClr scrgbClr shade shape softEdge solidFill sp3d spAutoFit spDef spLocks spPr "
        "srcRect srgbClr stretch style sysClr tailEnd theme themeElements tile tileRect tint txDef up xfrm"
    ),
    PIC: _listed("blipFill cNvPicPr cNvPr nvPicPr pic spPr"),
    WP: _listed(
        "align anchor cNvGraphicFramePr docPr effectExtent extent inline lineTo posOffset positionH positionV simplePos "
        "start wrapNone wrapPolygon wrapSquare wrapThrough wrapTight wrapTopAndBottom"
    ),
    WPS: _listed("bodyPr cNvCnPr cNvFrPr cNvPr cNvSpPr linkedTxbx spPr style txbx wsp"),
    WPG: _listed("cNvFrPr cNvGrpSpPr cNvPr grpSp grpSpPr wgp"),
    WPC: _listed("bg whole wpc"),
    V: _listed(
        "arc background curve f fill formulas group h handles imagedata line oval path polyline rect roundrect shadow "
        "shape shapetype stroke textbox textpath"
    ),
    O: _listed("lock"),
    W10: _listed("anchorlock borderbottom borderleft borderright bordertop wrap"),
}
"""By namespace: every element that is written."""
DRAWN_ATTRIBUTES = _listed(
    "id name descr title hidden val prst x y z cx cy l t r b w h ang scaled rot flip flipH flipV uri cstate algn amt "
    "anchor anchorCtr bIns lIns rIns tIns bg1 bg2 tx1 tx2 accent1 accent2 accent3 accent4 accent5 accent6 hlink "
    "folHlink blurRad bright bwMode cap charset cmpd compatLnSpc contourW contrast dir dist distB distL distR distT "
    "dpi endA endAng endPos extrusionH extrusionOk fadeDir fill fmla fontScale forceAA fov fromWordArt gdRefAng "
    "gdRefR gdRefX gdRefY grow hR wR hue horzOverflow vertOverflow idx invX invY kx ky lastClr lat lon len lim "
    "lnSpcReduction lum maxAng maxR maxX maxY minAng minR minX minY noAdjustHandles noChangeArrowheads noChangeAspect "
    "noChangeShapeType noCrop noDrilldown noEditPoints noGrp noMove noResize noRot noSelect noTextEdit noUngrp "
    "normalEastAsianFlow normalizeH numCol panose path pitchFamily pos prstMaterial rad rev rig rotWithShape rtlCol "
    "sat script shadeToTitle sp spc spcCol spcFirstLastPara stA stAng stPos stroke swAng sx sy sz thresh tooltip "
    "txBox type typeface upright useA useBounds vert wrap wrapText allowOverlap behindDoc layoutInCell locked "
    "relativeHeight relativeFrom simplePos edited zoom d ds bldLvl ln cnt seq"
)
"""Of a drawing, how it looks, where it is and what it is called: no address."""
VML_ATTRIBUTES = _listed(
    "id type style coordsize coordorigin path adj arcsize from to points filled fillcolor stroked strokecolor "
    "strokeweight opacity inset string on fitshape fitpath trim color color2 angle focus focusposition focussize "
    "method joinstyle endcap dashstyle linestyle startarrow endarrow startarrowwidth startarrowlength endarrowwidth "
    "endarrowlength gradientshapeok textboxrect limo shadowok strokeok fillok arrowok extrusionok eqn position xrange "
    "yrange polar offset obscured alt title cropleft cropright croptop cropbottom gain blacklevel grayscale bilevel "
    "rotate size aspect alignshape weight ext aspectratio shapetype text verticies cx cy x y width height anchorx "
    "anchory side"
)
"""Of a shape in Word's older way of drawing, how it looks: no address, and no script."""
KEPT_FIELDS = _listed("PAGE NUMPAGES SECTION SECTIONPAGES")
"""Fields that count pages."""
KEPT_SWITCHES = _listed("MERGEFORMAT CHARFORMAT Arabic roman ROMAN alphabetic ALPHABETIC Ordinal CardText")
FIELDS_OF_A_DAY = _listed("DATE SAVEDATE CREATEDATE PRINTDATE")
"""Fields that are the day a letter is written: here that is a fact."""
FROZEN_FIELDS = _listed(
    "REF PAGEREF NOTEREF STYLEREF SEQ TOC TC INDEX XE HYPERLINK TITLE SUBJECT AUTHOR KEYWORDS COMMENTS LASTSAVEDBY "
    "FILENAME FILESIZE NUMWORDS NUMCHARS REVNUM EDITTIME TEMPLATE USERNAME USERINITIALS USERADDRESS INFO DOCPROPERTY "
    "DOCVARIABLE SYMBOL QUOTE ADVANCE LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT BARCODE CITATION BIBLIOGRAPHY FORMTEXT "
    "FORMDROPDOWN FORMCHECKBOX EQ ="
)
"""Fields of which the words they showed are kept."""
OF_A_MAIL_MERGE = _listed("IF ASK FILLIN SET NEXT NEXTIF SKIPIF MERGEREC MERGESEQ GREETINGLINE ADDRESSBLOCK COMPARE")
SETTINGS_SAID: Mapping[str, str] = {
    w("attachedTemplate"): LEFT_OUT["attachedTemplate"],
    w("mailMerge"): LEFT_OUT["mailMergeSource"],
    w("documentProtection"): "Left out: its protection against changes.",
    w("writeProtection"): "Left out: its protection against changes.",
}
HAVE_TEXT = frozenset({w("t"), w("instrText"), f"{{{WP}}}posOffset", f"{{{WP}}}align"})
"""Elements whose own text is kept; between others there is none."""
GRAPHICS = frozenset({PIC, WPS, WPG, WPC})
"""What a drawing may hold, by the address it gives."""
POINTERS: Mapping[tuple[str, str], str] = {
    (w("headerReference"), "id"): HEADER.relation,
    (w("footerReference"), "id"): FOOTER.relation,
    (w("hyperlink"), "id"): HYPERLINK,
    (f"{{{A}}}hlinkClick", "id"): HYPERLINK,
    (f"{{{A}}}blip", "embed"): IMAGE,
    (f"{{{V}}}imagedata", "id"): IMAGE,
    (f"{{{V}}}fill", "id"): IMAGE,
    (f"{{{V}}}stroke", "id"): IMAGE,
}
"""The elements and attributes that may point to something, and to what."""
NAMED_ONLY: Mapping[str, frozenset[str]] = {
    w("hyperlink"): frozenset({w("anchor"), w("history")}),
    w("fldSimple"): frozenset({w("instr")}),
    w("fldChar"): frozenset({w("fldCharType")}),
    w("rFonts"): frozenset(
        w(name) for name in ["ascii", "hAnsi", "eastAsia", "cs", "asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"]
    ),
    f"{{{A}}}hlinkClick": frozenset({"tooltip"}),
    f"{{{A}}}blip": frozenset({"cstate"}),
}
"""Elements of which only these attributes are written."""
EXTENSIONS = (
    "http://schemas.microsoft.com/office/",
    "http://schemas.openxmlformats.org/markup-compatibility/",
    "http://schemas.openxmlformats.org/officeDocument/2006/",
    "http://schemas.openxmlformats.org/schemaLibrary/",
    "http://schemas.openxmlformats.org/drawingml/2006/",
    "urn:schemas-microsoft-com:office:",
    V,
)
"""Namespaces of additions that Word writes beside what every reader knows: left out without a word."""
