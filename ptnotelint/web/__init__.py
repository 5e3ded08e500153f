"""The therapist's desk: a local page that lints as one writes, and the same answers for programs."""
