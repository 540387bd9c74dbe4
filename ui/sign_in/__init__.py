"""Signing in and out: plain pages, because Streamlit cannot show one to somebody who may not see Streamlit."""
