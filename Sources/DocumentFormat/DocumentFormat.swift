// The module's manual page comes with its first file.
