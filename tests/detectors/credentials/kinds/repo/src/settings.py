AWS_ACCESS_KEY_ID = "AKIAQ7XK4ZP2M3NHTR5W"
BROKER = "amqps://orders:kq83-91ff-Zx7@queue.shop-internal.net:5671/orders"
os.environ.setdefault("SERVICE_TOKEN", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJzdmMtb3JkZXJzIiwicm9sZSI6InNlcnZpY2Vfcm9sZSJ9.91ffQ7Yc2-nS0oK44d0a9T5uPz8")
