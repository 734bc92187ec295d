"""The command line: arguments in, one library call, exit code out."""
