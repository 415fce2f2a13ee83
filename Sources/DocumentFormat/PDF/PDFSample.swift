/// A page of one word in a font that is not embedded, for warming up.
enum PDFSample {
  static let text = """
    %PDF-1.4
    1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
    2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
    3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources \
    <</Font<</F 5 0 R/G 6 0 R>>>>>> endobj
    4 0 obj <</Length 58>> stream
    BT /F 12 Tf 20 100 Td (Warm) Tj /G 12 Tf 0 -20 Td (4) Tj ET
    endstream endobj
    5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>> endobj
    6 0 obj <</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>> endobj
    trailer <</Root 1 0 R>>
    %%EOF
    """
}
