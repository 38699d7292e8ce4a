package cmd

import "github.com/urfave/cli/v2"

var flags = []cli.Flag{
	&cli.StringFlag{
		Name:    "level",
		EnvVars: []string{"SHOP_LEVEL", "LEVEL"},
		Value:   "info",
	},
	&cli.StringFlag{Name: "url", EnvVars: []string{"SHOP_URL"}, Required: true},
}
