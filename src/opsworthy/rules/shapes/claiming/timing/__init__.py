"""When something runs: as words say it, as cron expressions say it, and whether the two can be the same."""
