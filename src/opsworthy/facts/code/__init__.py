"""What source code and package manifests say: reading rooms that several detectors share."""
