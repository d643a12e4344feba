"""Tests of how policy files are read, checked and refused."""
