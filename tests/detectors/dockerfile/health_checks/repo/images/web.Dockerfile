FROM nginx:1.27
HEALTHCHECK CMD ["wget", "-qO", "/dev/null", "http://127.0.0.1"]
