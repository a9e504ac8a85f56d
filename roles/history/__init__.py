"""Hold what is done with the record of the chart: telling it, taking back, computing a past day."""
