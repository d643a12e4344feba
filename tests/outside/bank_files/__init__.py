"""Tests of the files that banks take in."""
