"""Word files: what their tags may say, how they are checked and filled. Nothing else knows docxtpl and python-docx."""
