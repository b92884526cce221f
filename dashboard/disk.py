"""What every command may meet: a disk without room, or a folder that cannot be used."""

import errno
from pathlib import Path

from dashboard.faults import OperatorFault

# Full, over the account's share, or over the largest file that may be written.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# Not allowed, on a read-only disk, below a file, a folder where a file is wanted; or the disk fails.
UNUSABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.EIO)


class DiskFull(OperatorFault):
    """There is no room left to write in a folder. What was there before is still there."""

    reason, key = "disk_has_room", "command.disk_full"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder=folder)


class FolderUnusable(OperatorFault):
    """The system lets nothing be read or written at a place: it is read-only, no folder, or another account's."""

    reason, key = "folder_is_usable", "command.folder_unusable"

    def __init__(self, path: object) -> None:
        super().__init__(path=path)
