"""One script a page; Streamlit runs it by its path."""
