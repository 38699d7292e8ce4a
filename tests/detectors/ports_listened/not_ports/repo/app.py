import subprocess

subprocess.run(["redis-server", "--port", "6379"])
run(port=80)
