package api

import "github.com/go-chi/chi/v5"

func Mux(base string) *chi.Mux {
	r := chi.NewRouter()
	r.Route("/internal", func(r chi.Router) {
		r.Get("/ping", pong)
	})
	r.Get(base+"/_healthz", pong)
	return r
}
