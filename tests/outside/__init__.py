"""Tests of the doors to other systems."""
