"""A file that appears whole or not at all, and is never written a second time.

Next:   selfdirect/outside/notices/local_outbox.py, selfdirect/outside/cards/local_company.py
Tests:  tests/outside/test_whole_files.py
"""

import os
import tempfile
from pathlib import Path


def put_once(path: Path, content: bytes) -> None:
    """Write the whole file under another name, then give it its own, unless it already has one."""
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".unfinished")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(unfinished, path)
    except FileExistsError:
        pass  # Somebody wrote it at the same moment. Theirs stands.
    finally:
        Path(unfinished).unlink()
