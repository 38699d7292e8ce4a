"""Reading Ansible: playbooks, roles, inventories, variables."""
