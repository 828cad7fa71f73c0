"""What was achieved, which indicators vanished, and what is comparable?."""
