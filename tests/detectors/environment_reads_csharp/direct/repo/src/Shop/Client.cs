class Client
{
    string host = Env.Read("CLIENT_HOST", "localhost");
}
