"""Values that were committed in clear, by the shapes that their issuers give them."""
