"""Résumés made up and drawn at test time, with what a careful person reads in each of them.

``people`` are written once and laid out by ``pdf`` and ``docx`` in the looks that ``files`` lists;
``attacks`` hide words in them, ``refused`` are no honest files, ``swap`` makes them somebody else.
"""
