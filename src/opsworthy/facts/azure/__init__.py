"""Azure as ARM templates and Bicep files say it: both are read into deployments, evaluated as far as they are literal."""
