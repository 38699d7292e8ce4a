KEY = "AKIAIOSFODNN7EXAMPLE"
SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
LOCAL = "postgres://app:kq83-zz7x@localhost:5432/app"
SAME = "amqp://guest:guest@broker:5672/"
KNOWN = "postgres://app:password@db.shop-internal.net/app"
FILLED = "postgres://app:${DB_PASSWORD}@db.shop-internal.net/app"
FORMATTED = f"postgres://app:{password}@db.shop-internal.net/app"
TAKEN = "https://user:%s@api.shop.net/" % token
# For instance: amqps://orders:kq83-Zx7-12@queue.shop-internal.net:5671/
ANON = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJzaG9wIiwicm9sZSI6ImFub24iLCJyZWYiOiJhYnpxIn0.R7Yc2-nS0oKzqT5uPz8wqX1vB"
SPECIMEN = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.R7Yc2-nS0oKzqT5uPz8wqX1vB"
NOT_A_TOKEN = "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
TIMES = "12:30@noon https://shop.net:8080/@team"
