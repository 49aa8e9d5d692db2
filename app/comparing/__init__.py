"""An attempt beside another: a model answer, or an attempt of your own, by what each earns."""
