module github.com/notes/parser

go 1.23
