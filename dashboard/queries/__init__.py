"""From SQL to frames and frozen figures: one module a subject, no Streamlit."""
