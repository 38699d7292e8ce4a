"""Reading Render's blueprints."""
