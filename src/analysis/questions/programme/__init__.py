"""One programme: what was promised, what came of it, what was never reported? And how few carry most of them out."""
