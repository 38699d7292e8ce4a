"""Reading applications of SST, whose infrastructure is a program of JavaScript or TypeScript."""
