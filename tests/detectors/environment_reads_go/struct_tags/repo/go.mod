module example.com/shop

go 1.23

require github.com/caarlos0/env/v11 v11.3.1
