package api

import "github.com/gin-gonic/gin"

func New() *gin.Engine {
	r := gin.Default()
	v1 := r.Group("/api/v1")
	v1.GET("/health", func(c *gin.Context) { c.JSON(200, gin.H{"status": "ok", "db": "ok"}) })
	probes(r)
	return r
}

func probes(r *gin.Engine) {
	r.GET("/livez", live)
}

func groups(g *gin.RouterGroup) {
	g.GET("/readyz", live)
}

func live(c *gin.Context) { c.Status(204) }
