class SettingsTest { String only = System.getenv("ONLY_IN_TESTS"); }
