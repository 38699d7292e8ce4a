"""The Serverless Framework: its variables, its functions, its stages."""
