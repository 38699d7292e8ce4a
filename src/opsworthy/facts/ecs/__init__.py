"""Containers of Amazon ECS: as task definitions write them, in files of their own and in templates."""
