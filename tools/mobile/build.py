"""`flet build`, with one step more before Flutter runs: `python -m tools.mobile.build build apk …`.

Flet's command line does the whole work; only its `run_flutter`, which comes when template, icons and splash are in
place, is preceded by `finish`.
"""

from flet_cli import cli
from flet_cli.commands.build import Command

from tools.mobile.finish import ChangedError, finish

_flutter = Command.run_flutter


def run_flutter(self: Command) -> None:
    """Complete the rendered project, then go on as Flet does."""
    try:
        finish(self.flutter_dir, self.target_platform)
    except ChangedError as error:
        self.cleanup(1, str(error))
    _flutter(self)


def main() -> None:
    """Flet's own command line."""
    Command.run_flutter = run_flutter
    cli.main()


if __name__ == "__main__":
    main()
