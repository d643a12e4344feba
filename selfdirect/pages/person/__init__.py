"""Pages for the person, the carer and whoever they asked to act: one file for each noun, in plain words, on a phone."""
