"""The bar itself: what an organisation that changes it has to write down."""
