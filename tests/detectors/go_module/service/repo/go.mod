module example.com/shop

go 1.24

toolchain go1.24.1

require (
	github.com/jackc/pgx/v5 v5.7.2
	github.com/golang/mock v1.6.0
	golang.org/x/sync v0.10.0 // indirect
)

require github.com/redis/go-redis/v9 v9.7.0

tool github.com/golang/mock/mockgen

replace example.com/other => ../other
