"""Writes with consequences, one module a part of the campaign; each is atomic and names who acts."""
