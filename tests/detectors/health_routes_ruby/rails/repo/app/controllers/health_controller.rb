class HealthController < ApplicationController
  def show
    render json: { status: "ok", database: db? }
  end
end
