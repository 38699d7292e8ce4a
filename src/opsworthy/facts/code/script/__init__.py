"""Reading JavaScript and TypeScript source through their syntax trees."""
