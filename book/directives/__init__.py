"""What chapters may use beside plain MyST: one directive or role a file."""
