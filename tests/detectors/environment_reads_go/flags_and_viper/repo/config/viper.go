package config

import (
	"strings"

	"github.com/spf13/viper"
)

func Load() string {
	viper.SetEnvPrefix("shop")
	viper.SetEnvKeyReplacer(strings.NewReplacer("-", "_", ".", "_"))
	viper.AutomaticEnv()
	viper.SetDefault("http.port", 8080)
	_ = viper.BindEnv("dsn", "DATABASE_DSN")
	return viper.GetString("http.port") + viper.GetString("log-level")
}
