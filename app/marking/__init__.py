"""The marking room: queues, overrides, releases, rubrics under edit, and marks that leave the building."""
