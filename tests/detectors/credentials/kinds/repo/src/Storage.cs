class Storage
{
    const string Connection = "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=q7XkZ491ffR2mWc8Tn5vLs0pJd44d0a9YbHeU3iKoPzAaSxDcFvGbHnJmKlQwErTyUiOpLkJhGfDsAzXcVbNmQ==;EndpointSuffix=core.windows.net";
}
