"""What pages and reports say of the same figures: sentences, tables and charts, made once; no Streamlit, no SQL."""
