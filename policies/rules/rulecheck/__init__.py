"""Walks every journey of every rule set and says what is wrong with the rules, each finding with a
journey that shows it.

Pure: values in, values out; no ORM, no request, no clock. See docs/explanation/rulecheck.md.
"""
