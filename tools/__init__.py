"""What the makers of Opsworthy run: generated pages, new plug-ins."""
