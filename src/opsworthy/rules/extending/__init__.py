"""What an organisation adds to the bar without a fork: clauses, changes of our rules, and own rules written as data."""
