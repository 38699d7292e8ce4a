"""Where claims stand: in commands, in what they should show, in tables and in running text. One module each."""
