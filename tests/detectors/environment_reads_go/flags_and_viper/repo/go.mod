module example.com/shop

go 1.23

require (
	github.com/spf13/viper v1.20.0
	github.com/urfave/cli/v2 v2.27.5
)
