module example.com/shop

require (
	github.com/jackc/pgx/v5 v5.7.2
	github.com/stripe/stripe-go/v81 v81.2.0
	github.com/gin-gonic/gin v1.10.0
	cloud.google.com/go/storage v1.49.0
	github.com/redis/go-redis/v9 v9.7.0 // indirect
)
