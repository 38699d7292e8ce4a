db_password = "S3cr3t-Pa55-word"
