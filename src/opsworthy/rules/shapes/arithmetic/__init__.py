"""What a document reckons: figures, written-out calculations, totals, shares and conversions, worked out again."""
