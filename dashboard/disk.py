"""What every command may meet: a disk without room."""

import errno
from pathlib import Path

# Full, over the account's share, or over the largest file that may be written.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class DiskFull(Exception):
    """There is no room left to write in a folder: the operator's to mend. What was there before is still there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder
