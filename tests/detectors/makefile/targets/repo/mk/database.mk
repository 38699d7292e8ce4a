migrate: ## bring the schema up
	bin/$(APP) migrate
