"""`fpdf.sign` imports this name and uses it only to sign a PDF with certificates."""

patch = None
