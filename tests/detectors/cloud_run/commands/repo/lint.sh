echo gcloud deploy
shellcheck *.sh
