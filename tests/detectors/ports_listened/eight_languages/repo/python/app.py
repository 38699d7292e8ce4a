import os
import uvicorn
from prometheus_client import start_http_server

start_http_server(9100)
uvicorn.run("app:app", host="0.0.0.0", port=int(os.environ.get("PORT", 8000)))
print(int("3", 10), os.environ.get("OTHER_PORT", 1))
