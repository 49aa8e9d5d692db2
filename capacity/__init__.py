"""What can it hold? Units, quantities, formulas and architectures, for every place that needs them."""
