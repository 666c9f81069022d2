"""What can go wrong, and the exit code of each kind.

ResumefitError
├── UsageError             2   the call itself is wrong
│   └── ConfigError        2   a settings file or an option holds a wrong value
├── UnreadableError        3   this input gives no text
│   ├── NotFoundError      3   no such file, or a folder
│   ├── OnlineError        3   a web address: resumefit never goes online
│   ├── FileTypeError      3   a kind of file that is not read
│   ├── ProtectedError     3   protected, and nothing opens it here
│   │   └── PasswordError  3   its password opens it: none was given, or a wrong one
│   ├── DamagedError       3   broken, or cut short
│   ├── NoTextError        3   a picture of a text (a scan), or no words at all
│   ├── TooLargeError      3   over a limit
│   └── UndecodableError   3   bytes that are no text in any known encoding
├── NothingToScoreError    4   read, but there is nothing to score
│   └── LanguageError      4   read, but not in English
└── WorkerError            5   a process that worked for a batch was ended from outside

A message is one line that says what is wrong and what to do. The command line prints it and exits with `exit_code`;
nothing else in the package prints or exits.

Exit codes of every command: 0 done; 1 a threshold or finding that was asked for was hit; 2 usage; 3 unreadable input;
4 nothing to score; 5 a batch done in part; 70 our own bug (`EX_SOFTWARE` of BSD's sysexits.h). A shell adds
130 for Ctrl-C and 141 for a closed pipe.
"""

from __future__ import annotations

EXIT_DONE = 0
EXIT_HIT = 1
EXIT_USAGE = 2
EXIT_UNREADABLE = 3
EXIT_NOTHING_TO_SCORE = 4
EXIT_IN_PART = 5
EXIT_BUG = 70


class ResumefitError(Exception):
    """Base of every error that resumefit raises on purpose. `exit_code` is what the command line ends with."""

    exit_code = EXIT_USAGE


class UsageError(ResumefitError):
    """The call itself is wrong: arguments that do not go together, an unknown name."""


class ConfigError(UsageError):
    """A settings file or an option holds a key or value that is not known."""


class UnreadableError(ResumefitError):
    """The input gives no text."""

    exit_code = EXIT_UNREADABLE


class NotFoundError(UnreadableError):
    """There is no such file, or the path is a folder."""


class OnlineError(UnreadableError):
    """The path is a web address."""


class FileTypeError(UnreadableError):
    """The bytes are of a kind that is not read."""


class ProtectedError(UnreadableError):
    """The file is protected."""


class PasswordError(ProtectedError):
    """The file opens with its password, and none was given, or a wrong one."""


class DamagedError(UnreadableError):
    """The file is broken or cut short."""


class NoTextError(UnreadableError):
    """The file was read and holds no words."""


class TooLargeError(UnreadableError):
    """The file is over one of the limits."""


class UndecodableError(UnreadableError):
    """The bytes are no text in any known encoding."""


class NothingToScoreError(ResumefitError):
    """Both files were read, but there is nothing to score."""

    exit_code = EXIT_NOTHING_TO_SCORE


class LanguageError(NothingToScoreError):
    """The text is not in English."""


class WorkerError(ResumefitError):
    """A process that worked for a batch was ended from outside; what it had done is done."""

    exit_code = EXIT_IN_PART
