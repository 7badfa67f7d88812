"""From frames to Plotly figures with a message and an alt text; colours, bands and marks have one home each."""
