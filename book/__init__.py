"""The course: chapters in Markdown, figures as data, and the directives that bring them to life."""
