"""What this room tells those above it.

`sitting_finished`: after a sitting is finished and saved; carries `sitting_id`.
`marks_changed`: in the transaction in which kept answers got another mark; carries `sitting_ids`.
"""

from django.dispatch import Signal

sitting_finished = Signal()
marks_changed = Signal()
