"""Pages drawn by the program itself: stamps, and the documents of the demonstration.

Text is vector text in an embedded, subset font. Coordinates are points from the
upper left corner, as a person lays out a sheet.
"""
