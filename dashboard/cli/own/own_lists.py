"""What is wrong in the lists that an office extends: told by the commands that use them, and by the server's start."""

from dashboard import code_lists, settings
from dashboard.console import complain
from dashboard.exports.privacy import masked
from dashboard.text import Text


def complain_of_faults(text: Text) -> None:
    """One line for each fault: file, row, column, value, what to do. The other lines count all the same."""
    try:
        faults = code_lists.faults()
    except OSError:
        # What uses the folder says what is wrong with it.
        return
    for fault in faults:
        file, why = settings.data_folder() / fault.file, text(f"code_list.{fault.reason}")
        cell = {"column": masked(fault.column) or "–", "value": masked(fault.value) or "–"}
        complain(f"{text('table.place', file=file, row=fault.row, **cell)}: {why}")
