package main

import "net/http"

func main() {
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	srv.Shutdown(ctx)
	tracer.Shutdown(ctx)
	grpcServer.GracefulStop()
}
