"""`python -m summarize`."""

from summarize.cli.entry import run

if __name__ == "__main__":
    run()
