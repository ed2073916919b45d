"""`python -m summarize`."""

from summarize.cli.app import main

if __name__ == "__main__":
    main()
