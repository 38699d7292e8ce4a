"""Reading what Google's platforms are configured with: App Engine, Cloud Run, Cloud Build."""
