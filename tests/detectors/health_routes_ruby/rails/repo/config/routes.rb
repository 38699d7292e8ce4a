Rails.application.routes.draw do
  get "up" => "rails/health#show", as: :rails_health_check
  get "/healthz", to: "health#show"
  namespace :api do
    scope path: "/v1" do
      get :ready, to: "api/status#ready"
    end
  end
  mount Yabeda::Prometheus::Exporter, at: "/metrics"
  get "/signup" => "users#new"
  get "/orders/status", to: "orders#status"
  post "/ping", to: "x#y"
  # get "/health", to: "commented#out"
end
