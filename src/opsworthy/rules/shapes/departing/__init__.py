"""Names and values that a change took away on one side, and that the other side still has."""
