"""Files made to do harm, each built by code."""
