"""What people do, one verb a function. No Streamlit lives here; what may be seen is decided in `reading/access.py`."""
