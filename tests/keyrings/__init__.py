"""``make keyrings``: a thousand faults of keyrings, after which no setting is lost.

A load may give what was saved last, what a save that was cut off was about to store, or
say that it gives nothing. Anything else is a lost or a wrong setting.
"""
