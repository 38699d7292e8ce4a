"""Sends mail about orders: a worker that reads the stream orders.events and has SendGrid deliver."""
