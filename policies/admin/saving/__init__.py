"""Saving a form so that no word is lost: each form knows the state it was loaded with."""
