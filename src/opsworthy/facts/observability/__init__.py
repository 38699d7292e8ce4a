"""What watches a system: rules, scrapes, dashboards, collectors, and the Kubernetes objects that carry them."""
