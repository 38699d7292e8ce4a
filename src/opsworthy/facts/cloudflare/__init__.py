"""Reading configurations of Cloudflare's Wrangler."""
