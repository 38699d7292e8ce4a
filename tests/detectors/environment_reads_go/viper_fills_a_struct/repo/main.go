package main

import (
	"strings"

	"github.com/spf13/viper"
)

type settings struct {
	Secret string `mapstructure:"jwt-secret"`
	Logo   string `mapstructure:"logo"`
	Host   string `mapstructure:"hostname"`
}

func main() {
	viper.SetDefault("jwt-secret", "changeme-at-once")
	viper.SetDefault("logo", "https://example.org/logo.png")
	viper.SetDefault("hostname", "nowhere")
	viper.Set("hostname", "here")
	viper.SetEnvPrefix("SHOP")
	viper.SetEnvKeyReplacer(strings.NewReplacer("-", "_"))
	viper.AutomaticEnv()
	var read settings
	_ = viper.Unmarshal(&read)
}
