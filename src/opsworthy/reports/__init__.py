"""Result types turned into text and versioned JSON; nothing here decides anything."""
