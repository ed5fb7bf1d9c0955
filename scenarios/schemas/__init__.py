"""JSON Schemas (2020-12) of the files an author writes, for editors, made from the tables the loaders use.

They say what a file may look like. Whether it holds together, only `huashu check` says.
"""
