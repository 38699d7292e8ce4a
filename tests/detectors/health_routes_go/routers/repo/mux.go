package api

import "github.com/gorilla/mux"

func Router() *mux.Router {
	r := mux.NewRouter()
	sub := r.PathPrefix("/ops").Subrouter()
	sub.HandleFunc("/healthcheck", check).Methods("GET")
	r.Path("/ready").HandlerFunc(check)
	return r
}
