"""Reading what names the commands of a repository: makefiles, justfiles, task files, scripts of packages."""
