"""The few forms of chart that questions share: each takes rows that have been told, and returns an Altair chart."""
