"""Orders: places them, has them paid by Stripe, and tells the rest of the shop."""
