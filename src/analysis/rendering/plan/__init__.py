"""Which reports there are, with which parameters."""
