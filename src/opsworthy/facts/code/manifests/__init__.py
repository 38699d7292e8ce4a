"""Reading package manifests; nothing in them is executed."""
