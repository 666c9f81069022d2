"""Word files under a password -> the package inside. The door to msoffcrypto-tool, which comes with resumefit[office-crypto].

A file that Office encrypts is no ZIP but an OLE compound file with the ZIP in its stream "EncryptedPackage"
([MS-OFFCRYPTO] 2.3.4). The library refuses a key derivation of over ten million rounds; the rest is up to the worker's
limits.
"""

from __future__ import annotations

import io
from importlib.util import find_spec

from resumefit.config import Limits
from resumefit.errors import DamagedError, PasswordError, ProtectedError, TooLargeError

_MARK = "EncryptedPackage".encode("utf-16-le")


def is_encrypted(data: bytes) -> bool:
    """Whether an OLE compound file is an Office file under a password."""
    return _MARK in data


def decrypted(data: bytes, name: str, password: str | None, limits: Limits) -> bytes:
    """The package in an encrypted file.

    Raises PasswordError (none, or a wrong one), ProtectedError (the library is not installed, or does not know this
    protection), TooLargeError and DamagedError.
    """
    if find_spec("msoffcrypto") is None:
        raise ProtectedError(
            f"{name} is password-protected: save an unprotected copy, or pip install 'resumefit[office-crypto]'"
        )
    if not password:
        raise PasswordError(
            f"{name} is password-protected: give its password (--password), or save an unprotected copy"
        )
    content = _content(data, name, password)
    if len(content) > limits.bytes:
        raise TooLargeError(f"{name} is larger than {limits.bytes / 1e6:,.0f} MB: give the resume or posting alone")
    return content


def _content(data: bytes, name: str, password: str) -> bytes:
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
    except MemoryError:
        raise
    except Exception as error:
        raise DamagedError(
            f"{name} is damaged or cut short and cannot be read as a Word file: save it again from Word"
        ) from error
    out = io.BytesIO()
    try:
        file.load_key(password=password, verify_password=True)
        file.decrypt(out)
    except MemoryError:
        raise
    except InvalidKeyError as error:
        raise PasswordError(f"the password does not open {name}: check it, or save an unprotected copy") from error
    except Exception as error:  # of SHA-1 with a 256-bit key, as older Office wrote it, the library makes a ValueError
        raise ProtectedError(
            f"{name} is protected in a way that is not known here: save an unprotected copy"
        ) from error
    return out.getvalue()
