"""What holds for every file of the house, checked by reading the files."""
