"""The design system on one page: its tokens, and every component in its states."""
