"""Reading the application host of a .NET Aspire application."""
