"""`python -m trainer` is `huashu`."""

from trainer.cli import main

if __name__ == "__main__":
    main()
