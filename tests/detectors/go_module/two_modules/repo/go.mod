module github.com/acme/greeting/v2

go 1.23
