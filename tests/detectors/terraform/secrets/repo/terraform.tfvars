db_password = "S3cr3t-44d0a9-word"
