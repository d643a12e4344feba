"""Pages for people who work for the council and its partners: one file for each noun."""
