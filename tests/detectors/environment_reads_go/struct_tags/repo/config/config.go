package config

type Config struct {
	Port     int    `env:"PORT" envDefault:"8080"`
	Database string `env:"DATABASE_URL,required"`
	Queue    string `json:"queue" env:"QUEUE,notEmpty"`
	Region   string `env:"REGION"`
	Token    string `env:"API_TOKEN" envDefault:"letmein"`
	Plain    string `json:"plain"`
}
