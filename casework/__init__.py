"""What people do, one verb a function. No Streamlit here."""
