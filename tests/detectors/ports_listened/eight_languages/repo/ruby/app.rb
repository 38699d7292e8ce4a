require "sinatra"
set :port, 4567
