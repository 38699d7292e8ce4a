fn spawn() { TcpListener::bind("127.0.0.1:4444").unwrap(); }
