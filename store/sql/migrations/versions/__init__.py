"""The changes, oldest first. What is written here is never changed once it was released: stores have been through it."""
