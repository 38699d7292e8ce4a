"""One module per command: request in, result out. Nothing here prints."""
