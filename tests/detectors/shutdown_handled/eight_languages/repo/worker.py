import signal

signal.signal(signal.SIGTERM, stop)
signal.signal(signal.SIGINT, stop)
