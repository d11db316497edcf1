"""A signature as it lies in the file: field, byte range, CMS, time-stamp, evidence."""
