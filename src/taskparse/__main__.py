"""`python -m taskparse`."""

from taskparse.cli import main

if __name__ == "__main__":
    main()
