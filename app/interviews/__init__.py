"""Mock interviews: the room with its clock, the conversation, the debrief, and people who interview."""
