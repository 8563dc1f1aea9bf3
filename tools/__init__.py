"""What makes documentation and measures other libraries: not part of the package that is installed."""
